// What a point's words ask of browsers and their extensions, standing still or being edited: to leave the words alone.
// Spelling is still checked.

export const bodyAttributes = {
  className: 'body notranslate',
  translate: 'no',
  'data-gramm': 'false',
  'data-gramm_editor': 'false',
  'data-enable-grammarly': 'false',
  'data-lt-active': 'false',
  'data-ms-editor': 'false',
} as const;
