// Where acts are handed in: a resent one gets the answer it got before, the same id with other content is turned away,
// and everything else goes to its draft once.

import type { Act } from '../../shared/acts/act.ts';
import { ActAnswer } from '../../shared/api/contract.ts';
import type { MemberId } from '../../shared/ids.ts';
import { actsRememberedMax } from '../../shared/limits.ts';
import type { UpdateLog } from '../storage/update-log.ts';
import type { LiveDraft } from './live-draft.ts';
import type { Actor, ActSettlement } from './tick/apply-act.ts';
import { actDigest } from './tick/draft-tick.ts';

const memberOf = (from: Actor): MemberId => (typeof from === 'string' ? from : from.member);

export type DeskAnswer = ActSettlement | { readonly kind: 'id-reused' };

export class ActDesk {
  readonly #log: Pick<UpdateLog, 'findAct'>;
  /**
   * Acts under way and lately answered. Entries outlive their commit, so that a resend cannot slip between it and the
   * look into the log.
   */
  readonly #known = new Map<string, { readonly digest: string; readonly settlement: Promise<DeskAnswer> }>();

  constructor(log: Pick<UpdateLog, 'findAct'>) {
    this.#log = log;
  }

  async submit(draft: LiveDraft, from: Actor, act: Act): Promise<DeskAnswer> {
    const key = `${draft.id} ${memberOf(from)} ${act.id}`;
    const digest = actDigest(act);
    const known = this.#known.get(key);
    if (known) return known.digest === digest ? known.settlement : { kind: 'id-reused' };
    const settlement = this.#answer(draft, from, act, digest);
    this.#remember(key, digest, settlement);
    const answer = await settlement;
    // A refusal is an opinion about the moment: the same act may be sent again later.
    if (answer.kind !== 'done') this.#known.delete(key);
    return answer;
  }

  async #answer(draft: LiveDraft, from: Actor, act: Act, digest: string): Promise<DeskAnswer> {
    const stored = await this.#log.findAct(draft.id, memberOf(from), act.id);
    if (!stored) return draft.act(from, act);
    if (stored.payloadDigest !== digest) return { kind: 'id-reused' };
    return { kind: 'done', answer: ActAnswer.parse(JSON.parse(stored.answer)) };
  }

  #remember(key: string, digest: string, settlement: Promise<DeskAnswer>): void {
    this.#known.set(key, { digest, settlement });
    if (this.#known.size > actsRememberedMax)
      for (const oldest of this.#known.keys()) return void this.#known.delete(oldest);
  }
}
