// The marks and blocks that a member may give selected words, with their names and keys: one table for the bar, the
// shortcuts and whoever applies them; and what the editor of a point does with them. Knows no editor: Lexical comes
// later than what needs this.

export type FormatVerb = 'bold' | 'italic' | 'underline' | 'bullet' | 'number' | 'quote';
/** How far a format holds of what is selected. */
export type Holds = boolean | 'mixed';
export type Formats = { readonly [V in FormatVerb]: Holds };

/**
 * Of one point's editor. Each looks at the selection as it stands; each edit is an undo step of its own, and false
 * where the words may not be edited now.
 */
export type PointFormatting = {
  /** Null where nothing of this point is selected. */
  formats(): Formats | null;
  apply(verb: FormatVerb): boolean;
  /** Null removes whole links, also where less of them is selected. */
  link(url: string | null): boolean;
};

export type Tool = { readonly verb: FormatVerb | 'link'; readonly label: string; readonly keys: string };

/** In the order of the bar; what stands together is one group. The keys are those of Word and Google Docs. */
export const toolGroups: readonly (readonly Tool[])[] = [
  [
    { verb: 'bold', label: 'Bold', keys: 'Mod+B' },
    { verb: 'italic', label: 'Italic', keys: 'Mod+I' },
    { verb: 'underline', label: 'Underline', keys: 'Mod+U' },
  ],
  [
    { verb: 'bullet', label: 'Bulleted list', keys: 'Mod+Shift+8' },
    { verb: 'number', label: 'Numbered list', keys: 'Mod+Shift+7' },
    { verb: 'quote', label: 'Quote', keys: 'Mod+Shift+9' },
    { verb: 'link', label: 'Link', keys: 'Mod+K' },
  ],
];
