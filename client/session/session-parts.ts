// What a live draft is handed: what the server said, what this browser holds, how the server is reached. Built by
// open-draft.ts.
import type { Act } from '../../shared/acts/act.ts';
import type { ActAnswer, DraftView } from '../../shared/api/contract.ts';
import type { Link } from '../../shared/api/record.ts';
import type { DocPart } from '../../shared/ids.ts';
import type { Receipts } from '../evidence/receipts.ts';
import type { LocalDraft } from '../local/local-draft.ts';
import type { LeftWork } from '../local/own-work.ts';
import type { Unsent } from '../sync/sending/unsent-points.ts';

export type SessionParts = {
  readonly view: DraftView;
  /** When the server gave `view`, where that was before this page was opened and it cannot be asked now. */
  readonly seenAt: number | null;
  readonly local: LocalDraft;
  readonly receipts: Receipts;
  /** What closed pages of this member have left. */
  readonly left: LeftWork;
  /** Words to put back: their copy had to be given up. `reason` says why. */
  readonly unsent: { readonly words: readonly Unsent[]; readonly reason: string };
  readonly server: {
    /** e.g. `ws://127.0.0.1:8080/sync/sample` */
    readonly url: string;
    readonly socket: typeof WebSocket;
    /**
     * Resolves when the rooms may be joined: at once with null, or with who sits here now where that could not be asked
     * before.
     */
    readonly reachable: Promise<DraftView | null>;
    act(act: Act): Promise<ActAnswer>;
    draft(): Promise<DraftView>;
    /** How a chain goes on after an entry. */
    links(part: DocPart, after: number): Promise<readonly Link[]>;
    /** What it signs heads with. */
    key(): Promise<string>;
  };
  /** Calls back when the network comes or goes, until the signal. */
  onNetworkChange(listener: () => void, until: AbortSignal): void;
  /** The server is at another past than this browser was shown: the page has to open the draft anew. */
  onOtherPast(): void;
};
