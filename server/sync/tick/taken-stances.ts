// The stances that acts have just taken, and what stood before each, so that they can be undone (rule P10). Held in
// memory alone: after a restart it is too late.
import type { ActOf } from '../../../shared/acts/act.ts';
import type { TakenStance } from '../../../shared/acts/act-context.ts';
import { stanceUndoMs, takenStancesMax } from '../../../shared/budget-limits.ts';
import type { ActId } from '../../../shared/ids.ts';
import type { RowReader } from '../../../shared/rows/row-store.ts';
import type { By } from '../../../shared/rows/schema.ts';
import { stanceId } from '../../../shared/rows/stances.ts';

export class TakenStances {
  /** Oldest first. */
  readonly #taken = new Map<ActId, TakenStance>();

  readonly of = (act: ActId): TakenStance | undefined => this.#taken.get(act);

  /** `after`: with what the act has put, which is not in `before` yet. */
  note(
    { id, point }: ActOf<'stance.take'>,
    by: By,
    rows: { readonly before: RowReader; readonly after: RowReader },
  ): void {
    if (by.party === null) return;
    const stance = stanceId(point, by.party);
    const put = rows.after.get('stances', stance);
    if (!put) return;
    const row = rows.before.get('stances', stance);
    const words = row ? (rows.before.get('wordings', row.basis)?.text ?? null) : null;
    this.#forgetOld(put.at);
    this.#taken.set(id, { put, before: row ? { row, words } : null });
  }

  #forgetOld(now: number): void {
    for (const [id, { put }] of this.#taken) {
      if (now - put.at <= stanceUndoMs && this.#taken.size < takenStancesMax) return;
      this.#taken.delete(id);
    }
  }
}
