// The nodes a point's editor knows (those of shared/text/allow-list.ts) and the class names they are drawn with, in the editor and standing still alike.
import { LinkNode } from '@lexical/link';
import { ListItemNode, ListNode } from '@lexical/list';
import { QuoteNode } from '@lexical/rich-text';

export const editorNodes = [ListNode, ListItemNode, LinkNode, QuoteNode];

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
