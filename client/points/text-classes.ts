// The class names a point's words are drawn with, in the editor and standing still alike. Apart from editor-nodes.ts,
// so that reading needs no Lexical.

export const textClasses = {
  paragraph: 'body-paragraph',
  quote: 'body-quote',
  link: 'body-link',
  list: { ol: 'body-list', ul: 'body-list', listitem: 'body-item', nested: { listitem: 'body-nested' } },
  text: {
    bold: 'body-bold',
    italic: 'body-italic',
    underline: 'body-underline',
    strikethrough: 'body-strike',
    underlineStrikethrough: 'body-underline body-strike',
  },
};
