// The nodes a point's editor knows: those of shared/text/allow-list.ts, and Lexical's own paragraphs and line breaks.
import { LinkNode } from '@lexical/link';
import { ListItemNode, ListNode } from '@lexical/list';
import { QuoteNode } from '@lexical/rich-text';

export const editorNodes = [ListNode, ListItemNode, LinkNode, QuoteNode];
