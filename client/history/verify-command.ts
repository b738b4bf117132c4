// The options with which the verifier holds a record against what its member was told. Pure.

import type { DraftId } from '../../shared/ids.ts';
import { docName } from '../../shared/ids.ts';
import type { Dispute } from '../evidence/disputes.ts';
import { receiptOption } from '../evidence/disputes.ts';
import type { Evidence } from '../session/session.ts';

/**
 * What was told and is disputed comes first, until it is noted: the record has to hold it too. `key` null: not known
 * yet.
 */
export function verifyOptions(
  draft: DraftId,
  told: ReturnType<Evidence['receipts']>,
  disputes: readonly Dispute[],
  key: string | null,
): string {
  const disputed = disputes.filter(({ notedAt }) => notedAt === null);
  const keyTold = disputed.find(({ kind }) => kind === 'key')?.told ?? key;
  return [
    ...disputed.flatMap(each => (each.kind === 'past' ? [receiptOption(each.doc, each.told)] : [])),
    ...(['text', 'shared'] as const).flatMap(part => {
      const head = told[part];
      return head ? [receiptOption(docName(draft, part), head)] : [];
    }),
    ...(typeof keyTold === 'string' ? [`--key ${keyTold}`] : []),
  ].join(' ');
}
