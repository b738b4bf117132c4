// Who sits in this seat, and who else is a member, as the server last told; asked again when members change. Does not
// end the session: it says that the server would not tell.
import type { DraftView } from '../../shared/api/contract.ts';
import { ApiProblem } from '../api/api-client.ts';
import type { LinkEnd } from '../sync/doc-link.ts';

export type WhoSitsParts = {
  readonly view: DraftView;
  /** When the server told it, where that was before this page was opened. */
  readonly seenAt: number | null;
  ask(): Promise<DraftView>;
  onTold(view: DraftView): void;
  onEnd(end: LinkEnd): void;
};

export class WhoSits {
  readonly #parts: WhoSitsParts;
  #view: DraftView;
  #seenAt: number | null;
  /** By the server's clock: what members became from then on is not in `#view` yet. */
  #changedFrom: number;

  constructor(parts: WhoSitsParts) {
    this.#parts = parts;
    this.#view = parts.view;
    this.#seenAt = parts.seenAt;
    this.#changedFrom = parts.view.now;
  }

  get view(): DraftView {
    return this.#view;
  }

  get seenAt(): number | null {
    return this.#seenAt;
  }

  told(view: DraftView): void {
    this.#view = view;
    this.#seenAt = null;
    this.#parts.onTold(view);
  }

  /** By the document: a change that came while this page was away is found on joining. */
  membersChanged(at: number): void {
    if (at < this.#changedFrom) return;
    this.#changedFrom = at + 1;
    void this.askAgain();
  }

  async askAgain(): Promise<void> {
    try {
      this.told(await this.#parts.ask());
    } catch (error) {
      if (error instanceof ApiProblem && error.status < 500 && error.status !== 429)
        this.#parts.onEnd({ kind: 'closed', code: error.status, reason: error.problem.detail });
    }
  }
}
