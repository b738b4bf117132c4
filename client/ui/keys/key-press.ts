// Whether a pressed key is the one that a binding names, on any keyboard. Pure: listens to nothing, and knows no
// shortcut.

export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> & {
  /** AltGr makes characters; Windows reports it as Ctrl and Alt, too. */
  readonly isAltGraph: boolean;
};

export const pressOf = (event: KeyboardEvent): KeyPress => ({
  key: event.key,
  code: event.code,
  ctrlKey: event.ctrlKey,
  metaKey: event.metaKey,
  altKey: event.altKey,
  shiftKey: event.shiftKey,
  isAltGraph: event.getModifierState('AltGraph'),
});

/**
 * A binding is spelled `Mod+Shift+M`: modifiers in any order, then a letter, a digit, a sign or a key's name. `Mod` is
 * Cmd on a Mac, else Ctrl. A letter is the one that is written on the key; see `isLetter`.
 */
export function isPressed(binding: string, press: KeyPress, isMac: boolean): boolean {
  const { key, modifiers } = parts(binding);
  const wants = (name: string): boolean => modifiers.includes(name);
  if (press.isAltGraph || press.altKey !== wants('Alt')) return false;
  const wantsCommand = wants('Mod') && isMac;
  const isCommandRight =
    press.metaKey === wantsCommand && press.ctrlKey === (wants('Ctrl') || (wants('Mod') && !isMac));
  if (!isCommandRight) return false;
  // Which of them needs Shift is the keyboard's matter.
  if (isSign(key) && !wants('Shift')) return isWritten(key, press);
  return press.shiftKey === wants('Shift') && isKey(key, press, isMac);
}

/** Types a character where somebody writes: such a key is a shortcut outside text alone. */
export const typesCharacter = (binding: string): boolean => {
  const { key, modifiers } = parts(binding);
  return key.length === 1 && modifiers.every(name => name === 'Shift');
};

export const isTypedCharacter = ({ key, ctrlKey, metaKey, altKey, isAltGraph }: KeyPress): boolean =>
  [...key].length === 1 && (isAltGraph || !(ctrlKey || metaKey || altKey));

/** The Latin letter that a key stands for, in lower case. */
function isLetter(letter: string, { key, code, altKey }: KeyPress, isMac: boolean): boolean {
  // Option makes other characters of letters, Latin ones among them: only the key's place is left to tell by.
  const isWrittenThere = !isStrange(key) && !(isMac && altKey);
  return isWrittenThere ? key.toLowerCase() === letter.toLowerCase() : code === `Key${letter.toUpperCase()}`;
}

function isKey(key: string, press: KeyPress, isMac: boolean): boolean {
  if (/^[A-Z]$/i.test(key)) return isLetter(key, press, isMac);
  // With Shift, or on a French keyboard, the key of a digit writes something else.
  if (/^\d$/.test(key)) return press.key === key || press.code === `Digit${key}`;
  return isSign(key) ? isWritten(key, press) || press.code === places[key] : press.key === key;
}

const isWritten = (sign: string, { key, code, shiftKey }: KeyPress): boolean =>
  key === sign || (isStrange(key) && code === places[sign] && shiftKey === (sign === '?'));

/** Nothing that is written on a Latin keyboard: another script's character, a dead key, a key that cannot be told. */
const isStrange = (key: string): boolean =>
  /[^\x20-\x7e]/.test(key) ? !/^\p{Script=Latin}$/u.test(key) : key === '' || /^(Dead|Process|Unidentified)$/.test(key);

const isSign = (key: string): boolean => key.length === 1 && !/[A-Z\d]/i.test(key);

/** Where signs stand on an English keyboard: for keyboards of other scripts, which have them nowhere or elsewhere. */
const places: Readonly<Record<string, string>> = {
  '[': 'BracketLeft',
  ']': 'BracketRight',
  '?': 'Slash',
  '/': 'Slash',
  '.': 'Period',
  ',': 'Comma',
};

function parts(binding: string): { readonly key: string; readonly modifiers: readonly string[] } {
  const names = binding.split('+');
  return { key: names.at(-1) ?? '', modifiers: names.slice(0, -1) };
}
