// Shortcuts on the keyboards of the world: by the letter that is written on the key, else by its place, never by AltGr.
import { describe, expect, it } from 'vitest';
import type { KeyPress } from '../../../../../client/ui/keys/key-press.ts';
import { isPressed, isTypedCharacter, typesCharacter } from '../../../../../client/ui/keys/key-press.ts';

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isAltGraph: false };
const bare = (key: string, code: string): KeyPress => ({ ...none, key, code });
const shift = (key: string, code: string): KeyPress => ({ ...bare(key, code), shiftKey: true });
const ctrl = (key: string, code: string): KeyPress => ({ ...bare(key, code), ctrlKey: true });
const ctrlShift = (key: string, code: string): KeyPress => ({ ...ctrl(key, code), shiftKey: true });
const ctrlAlt = (key: string, code: string): KeyPress => ({ ...ctrl(key, code), altKey: true });
/** As Linux reports it, and as Windows does. */
const altGr = (key: string, code: string): KeyPress => ({ ...bare(key, code), isAltGraph: true });
const altGrOnWindows = (key: string, code: string): KeyPress => ({ ...ctrlAlt(key, code), isAltGraph: true });

const fires = (binding: string, press: KeyPress): boolean => isPressed(binding, press, false);
const firesOnMac = (binding: string, press: KeyPress): boolean => isPressed(binding, press, true);

describe('[T12] a letter is the one on the key', () => {
  it.each([
    ['QWERTY', ctrlAlt('m', 'KeyM')],
    ['QWERTY with Caps Lock', ctrlAlt('M', 'KeyM')],
    ['QWERTZ', ctrlAlt('m', 'KeyM')],
    ['AZERTY', ctrlAlt('m', 'Semicolon')],
    ['Dvorak', ctrlAlt('m', 'KeyM')],
    ['Cyrillic', ctrlAlt('ь', 'KeyM')],
    ['Greek', ctrlAlt('μ', 'KeyM')],
    ['Arabic', ctrlAlt('ة', 'KeyM')],
    ['a dead key', ctrlAlt('Dead', 'KeyM')],
    ['a browser that hides the key', ctrlAlt('Unidentified', 'KeyM')],
  ])('Ctrl+Alt+M on %s', (_, press) => expect(fires('Mod+Alt+M', press)).toBe(true));

  it.each([
    ['the comma at the place of M, AZERTY', ctrlAlt(',', 'KeyM')],
    ['another letter at its place', ctrlAlt('w', 'KeyM')],
    ['a Latin letter with a mark at its place', ctrlAlt('ş', 'KeyM')],
    ['AltGr on Linux', altGr('µ', 'KeyM')],
    ['AltGr on Windows', altGrOnWindows('µ', 'KeyM')],
    ['AltGr on Windows where it writes nothing', altGrOnWindows('m', 'KeyM')],
    ['Shift besides', { ...ctrlAlt('M', 'KeyM'), shiftKey: true }],
    ['Ctrl alone', ctrl('m', 'KeyM')],
    ['Ctrl and Cmd', { ...ctrlAlt('m', 'KeyM'), metaKey: true }],
  ])('not %s', (_, press) => expect(fires('Mod+Alt+M', press)).toBe(false));

  it('Dvorak: J is where C stands', () => {
    expect(fires('J', bare('j', 'KeyC'))).toBe(true);
    expect(fires('J', bare('h', 'KeyJ'))).toBe(false);
  });

  it('QWERTZ: Z and Y have changed places, and the umlauts are no brackets', () => {
    expect(fires('Mod+Z', ctrl('z', 'KeyY'))).toBe(true);
    expect(fires('Mod+Z', ctrl('y', 'KeyZ'))).toBe(false);
    expect(fires('[', bare('ü', 'BracketLeft'))).toBe(false);
  });

  it('Cyrillic: J, K and N by their places', () => {
    expect(fires('J', bare('о', 'KeyJ'))).toBe(true);
    expect(fires('Shift+N', shift('Т', 'KeyN'))).toBe(true);
    expect(fires('N', shift('Т', 'KeyN'))).toBe(false);
  });
});

describe('[T12] Mod is Cmd on a Mac, where Option makes characters', () => {
  const cmdOption = (key: string, code: string): KeyPress => ({ ...bare(key, code), metaKey: true, altKey: true });
  it.each([
    ['Mod+Alt+M', cmdOption('µ', 'KeyM')],
    ['Mod+Alt+N', cmdOption('Dead', 'KeyN')],
    ['Mod+Alt+C', cmdOption('ç', 'KeyC')],
  ])('%s', (binding, press) => expect(firesOnMac(binding, press)).toBe(true));

  it('Ctrl on a Mac is not Cmd, and a word’s Ctrl+K there stays the system’s', () => {
    expect(firesOnMac('Mod+K', ctrl('k', 'KeyK'))).toBe(false);
    expect(firesOnMac('Mod+K', { ...bare('k', 'KeyK'), metaKey: true })).toBe(true);
    expect(firesOnMac('Ctrl+Shift+E', ctrlShift('E', 'KeyE'))).toBe(true);
  });
});

describe('[T12] signs and digits', () => {
  it.each([
    ['QWERTY', shift('?', 'Slash')],
    ['QWERTZ', shift('?', 'Minus')],
    ['AZERTY', shift('?', 'KeyM')],
    ['Spanish', shift('?', 'Minus')],
    ['Cyrillic', shift('?', 'Digit7')],
    ['Arabic', shift('؟', 'Slash')],
    ['a keyboard that has it without Shift', bare('?', 'IntlRo')],
  ])('"?" on %s', (_, press) => expect(fires('?', press)).toBe(true));

  it('"?" is no "/", and needs no Ctrl', () => {
    expect(fires('?', bare('/', 'Slash'))).toBe(false);
    expect(fires('?', ctrlShift('?', 'Slash'))).toBe(false);
  });

  it('a bracket that needs AltGr is none; Cyrillic has it at its place', () => {
    expect(fires('[', bare('[', 'BracketLeft'))).toBe(true);
    expect(fires('[', bare('х', 'BracketLeft'))).toBe(true);
    expect(fires('[', altGr('[', 'Digit8'))).toBe(false);
    expect(fires('[', altGrOnWindows('[', 'Digit5'))).toBe(false);
  });

  it.each([
    ['QWERTY', ctrl('/', 'Slash')],
    ['QWERTZ', ctrlShift('/', 'Digit7')],
    ['AZERTY', ctrlShift('/', 'Period')],
  ])('Ctrl+/ on %s', (_, press) => expect(fires('Mod+/', press)).toBe(true));

  it.each([
    ['QWERTY', ctrlShift('*', 'Digit8')],
    ['QWERTZ', ctrlShift('(', 'Digit8')],
    ['AZERTY', ctrlShift('8', 'Digit8')],
  ])('Ctrl+Shift+8 on %s', (_, press) => expect(fires('Mod+Shift+8', press)).toBe(true));

  it('names of keys are the same on all', () => {
    expect(fires('F2', bare('F2', 'F2'))).toBe(true);
    expect(fires('F2', shift('F2', 'F2'))).toBe(false);
    expect(fires('Shift+F2', shift('F2', 'F2'))).toBe(true);
  });
});

describe('[T13] what types a character', () => {
  it('of bindings: letters and signs, with Shift or without', () => {
    expect(['J', 'Shift+N', '?', 'Mod+/', 'F2', 'Mod+Alt+M', 'Ctrl+Shift+E'].map(typesCharacter)).toEqual([
      ...[true, true, true],
      ...[false, false, false, false],
    ]);
  });

  it('of keys: AltGr, too, but no command and no named key', () => {
    const typed = [bare('a', 'KeyA'), altGrOnWindows('€', 'KeyE'), bare('𝒳', ''), bare(' ', 'Space')];
    const other = [ctrl('a', 'KeyA'), bare('Enter', 'Enter'), bare('F2', 'F2'), ctrlAlt('m', 'KeyM')];
    expect([...typed, ...other].map(isTypedCharacter)).toEqual([...typed.map(() => true), ...other.map(() => false)]);
  });
});
