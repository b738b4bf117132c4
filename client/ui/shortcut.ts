// What a keyboard shortcut is, for whoever brings one to the page's one table of them. Listens to nothing.

export type Shortcut = {
  /**
   * `Mod` is Ctrl, or Cmd on a Mac. Letters and brackets name the key's place on an English keyboard (event.code): what it types there depends on the layout, and on
   * Alt and Option.
   */
  readonly keys: string;
  readonly label: string;
  /** `anywhere`, only while no text is being typed, or only in the words of a point. */
  readonly where: 'anywhere' | 'outside-text' | 'in-words';
  readonly run: () => void;
};
