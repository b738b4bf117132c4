// Gives each line that an edit has left without a text an empty one: two people who type into a line without would each
// make their own (rule E5).
import * as Y from 'yjs';
import { mayStandIn } from '../../../shared/text/allow-list.ts';

/** Call it in the transaction of the edit. */
export function fillEmptyLines(parent: Y.XmlElement): void {
  for (const child of parent.toArray()) {
    if (!(child instanceof Y.XmlElement)) continue;
    if (child.length > 0) fillEmptyLines(child);
    else if (isLine(child)) child.insert(0, [new Y.XmlText()]);
  }
}

const isLine = ({ nodeName }: Y.XmlElement): boolean => nodeName !== 'link' && mayStandIn('#text', nodeName);
