// A point's body made from plain blocks, read as blocks or lines, and rewritten. Reads the nested form too; writes
// flows alone.
import type * as Y from 'yjs';
import type { Block } from './blocks.ts';
import { changeFlow } from './change-flow.ts';
import type { Line } from './flow.ts';
import { flowOf, linesOf, makeFlow } from './flow.ts';
import { blocksFrom, linesFrom } from './line-blocks.ts';
import { isNested, nestedLines } from './nested-body.ts';

/** Fills an empty body. On the server, and in copies that nobody writes to. */
export const writeBlocks = (root: Y.XmlElement, blocks: readonly Block[]): void => makeFlow(root, linesFrom(blocks));

/**
 * Gives a body other blocks by changing only what differs, so that threads and flags keep their places in what stays.
 */
export function rewriteBody(root: Y.XmlElement, blocks: readonly Block[]): void {
  const flow = flowOf(root);
  if (!flow) throw new Error('a point whose words nobody has begun cannot be rewritten');
  changeFlow(flow, linesFrom(blocks));
}

export function bodyLines(root: Y.XmlElement): readonly Line[] {
  const flow = flowOf(root);
  if (flow) return linesOf(flow);
  return isNested(root) ? nestedLines(root) : [];
}

/** Without the empty lines at the end. */
export const blocksOf = (root: Y.XmlElement): Block[] => blocksFrom(bodyLines(root));

/** From the nested form to a flow. The server does it once for each body, when it opens the draft. */
export function makeFlat(root: Y.XmlElement): void {
  const lines = nestedLines(root);
  root.delete(0, root.length);
  makeFlow(root, lines);
}
