// Brings what was typed or pasted within shared/text/allow-list.ts before it is written: the gate would refuse it, and an honest writer is never refused.
import { $isLinkNode, LinkNode } from '@lexical/link';
import { ListNode } from '@lexical/list';
import { QuoteNode } from '@lexical/rich-text';
import type { ElementNode, LexicalEditor } from 'lexical';
import { $createTextNode, mergeRegister, ParagraphNode, TabNode, TextNode } from 'lexical';
import { isSafeUrl, textFormatMax } from '../../shared/text/allow-list.ts';

const indentMax = 8;
const linkTitleMax = 300;

export function registerLinkGuard(editor: LexicalEditor): () => void {
  return mergeRegister(
    editor.registerNodeTransform(LinkNode, $guardLink),
    editor.registerNodeTransform(TabNode, node => void node.replace($createTextNode(' '))),
    editor.registerNodeTransform(TextNode, $guardText),
    editor.registerNodeTransform(ParagraphNode, $guardBlock),
    editor.registerNodeTransform(QuoteNode, $guardBlock),
    editor.registerNodeTransform(ListNode, node => {
      if (node.getListType() === 'check') node.setListType('bullet');
      if (node.getStart() < 1 || node.getStart() > 9_999) node.setStart(1);
    }),
  );
}

function $guardLink(node: LinkNode): void {
  if (!$isLinkNode(node)) return;
  if (!isSafeUrl(node.getURL())) {
    for (const child of node.getChildren()) node.insertBefore(child);
    node.remove();
    return;
  }
  const rel = node.getRel();
  if (rel !== null && rel !== 'noreferrer' && rel !== 'noopener') node.setRel('noreferrer');
  const target = node.getTarget();
  if (target !== null && target !== '_blank') node.setTarget('_blank');
  const title = node.getTitle();
  if (title !== null && title.length > linkTitleMax) node.setTitle(title.slice(0, linkTitleMax));
}

function $guardText(node: TextNode): void {
  if (node.getStyle() !== '') node.setStyle('');
  if (node.getFormat() > textFormatMax) node.setFormat(node.getFormat() & textFormatMax);
}

function $guardBlock(node: ElementNode): void {
  if (node.getTextStyle() !== '') node.setTextStyle('');
  if (node.getTextFormat() > textFormatMax) node.setTextFormat(node.getTextFormat() & textFormatMax);
  if (node.getIndent() > indentMax) node.setIndent(indentMax);
}
