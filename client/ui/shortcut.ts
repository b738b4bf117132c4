// What a keyboard shortcut is, for whoever brings one to the page's one table of them, and how it is written for
// people. Listens to nothing.

export type Shortcut = {
  /** As `ui/keys/key-press.ts` reads it: `Mod+Alt+M`, `Shift+N`, `?`, `F2`. `Mod` is Ctrl, or Cmd on a Mac. */
  readonly keys: string;
  /** A second binding, without Alt: of a kind that browsers leave to pages and that no keyboard needs AltGr for. */
  readonly second?: string;
  readonly label: string;
  /**
   * `anywhere`, only while no text is being typed, or only in the words of a point. A key that types nothing is a
   * shortcut anywhere.
   */
  readonly where: 'anywhere' | 'outside-text' | 'in-words';
  /** False: this member may not do it now, and is told so where they press it. */
  readonly isListed?: boolean;
  readonly run: () => void;
};

export const isMac = typeof navigator !== 'undefined' && /Mac|iP(?:hone|ad|od)/.test(navigator.platform);

/** As it is written on the keys: "Ctrl+Alt+M". */
export const keyWords = (binding: string, onMac = isMac): string =>
  binding
    .split('+')
    .map(name => (name === 'Mod' ? (onMac ? 'Cmd' : 'Ctrl') : name === 'Alt' && onMac ? 'Option' : name))
    .join('+');
