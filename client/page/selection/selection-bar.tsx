// The bar at selected words: what one may do with them, in one row above or below, and never over them. Where the caret
// only stands in a link it shows the link alone. It composes what the features bring and knows no feature's acts.
import type { ReactNode } from 'react';
import { unreachable } from '../../../shared/assert.ts';
import type { PointId } from '../../../shared/ids.ts';
import { numbersOf, outlineOf } from '../../../shared/rows/outline.ts';
import { wordCount } from '../../../shared/text/point-text.ts';
import type { FlagTarget } from '../../flags/raise-flag.tsx';
import { FormattingTools } from '../../points/formatting/formatting-tools.tsx';
import { LinkField } from '../../points/formatting/link-field.tsx';
import type { LinkTarget } from '../../points/formatting/link-target.ts';
import { linkHere } from '../../points/formatting/link-target.ts';
import { LinkTools } from '../../points/formatting/link-tools.tsx';
import { spotOf, useLinkWords } from '../../points/formatting/link-words.ts';
import { useMayEdit } from '../../points/may-edit.ts';
import type { PointDesk } from '../../points/point-desk.ts';
import { useSession } from '../../session/use-session.tsx';
import { placeOfCaret, sayHere } from '../../ui/said-here/said-here.tsx';
import { keyWords } from '../../ui/shortcut.ts';
import type { Stretch } from '../../ui/text-surface.ts';
import type { SelectionVerb } from './selection-verbs.tsx';
import { useSelectionVerbs } from './selection-verbs.tsx';
import { useBarPlace } from './use-bar-place.ts';
import { useRovingFocus } from './use-roving-focus.ts';
import { useWordsInHand } from './words-in-hand.ts';
import './selection-bar.css';

const barKeys = keyWords('Alt+F10');

export type SelectionBarProps = {
  readonly desk: PointDesk;
  readonly onFlag: (target: FlagTarget) => void;
  /** The words that a link is being asked for. */
  readonly asked: LinkTarget | null;
  readonly onAsk: (target: LinkTarget | null) => void;
};

export function SelectionBar({ desk, onFlag, asked, onAsk }: SelectionBarProps): ReactNode {
  const verbs = useSelectionVerbs(desk, onFlag);
  const inHand = useWordsInHand(desk);
  const first = inHand.kind === 'words' ? inHand.stretches[0]?.point : inHand.kind === 'link' ? inHand.point : null;
  const mayEdit = useMayEdit(first ?? null);
  if (asked) return <LinkAsked desk={desk} target={asked} onClose={() => onAsk(null)} />;
  switch (inHand.kind) {
    case 'nothing':
      return null;
    case 'link':
      return mayEdit ? (
        <Bar
          desk={desk}
          label="Link"
          words={() => rangesOf(linkHere())}
          said={`In a link. ${barKeys} goes to its buttons.`}
        >
          <LinkTools desk={desk} url={inHand.url} onChange={onAsk} />
        </Bar>
      ) : null;
    case 'words': {
      const { stretches } = inHand;
      const isFormatted = mayEdit && stretches.length === 1 && first !== null && first !== undefined;
      if (!isFormatted && verbs.length === 0) return null;
      return (
        <Bar
          desk={desk}
          label="Selected words"
          words={() => stretches.flatMap(({ point }) => selectedRanges(desk, point))}
          said={`${countWords(stretches)} selected. ${barKeys} goes to what you can do with them.`}
        >
          {isFormatted && <FormattingTools desk={desk} point={first} onLink={onAsk} />}
          <Verbs desk={desk} verbs={verbs} stretches={stretches} />
        </Bar>
      );
    }
    default:
      return unreachable(inHand);
  }
}

type BarProps = {
  desk: PointDesk;
  label: string;
  said: string;
  words: () => readonly Range[];
  children: ReactNode;
};

function Bar({ desk, label, said, words, children }: BarProps): ReactNode {
  const bar = useBarPlace(desk, words);
  const onKeyDown = useRovingFocus(bar, () => {
    const body = document.getSelection()?.anchorNode?.parentElement?.closest<HTMLElement>('.body');
    body?.focus({ preventScroll: true });
  });
  return (
    <>
      <output className="visually-hidden">{said}</output>
      <div ref={bar} className="selection-bar" role="toolbar" aria-label={label} onKeyDown={onKeyDown}>
        {children}
      </div>
    </>
  );
}

function LinkAsked({ desk, target, onClose }: { desk: PointDesk; target: LinkTarget; onClose: () => void }): ReactNode {
  useLinkWords(desk, target);
  const bar = useBarPlace(desk, () => {
    const spot = spotOf(desk, target);
    return spot && desk.rangesOf(target.point, spot.from, spot.to);
  });
  return (
    <div ref={bar} className="selection-bar">
      <LinkField key={target.words.start} desk={desk} target={target} onClose={onClose} />
    </div>
  );
}

/** In words where they stand alone; over several points each says for which one. */
function Verbs({
  desk,
  verbs,
  stretches,
}: {
  desk: PointDesk;
  verbs: readonly SelectionVerb[];
  stretches: readonly Stretch[];
}): ReactNode {
  const session = useSession();
  const numbers = numbersOf(outlineOf(session.snapshot().rows));
  const runAt = (point: PointId, run: (stretch: Stretch) => void): void => {
    const now = desk.selection().find(stretch => stretch.point === point);
    if (now) run(now);
    else sayHere('Nothing was done: these words are no longer selected.', placeOfCaret());
  };
  return stretches.map(({ point }) => (
    <span key={point} className="bar-group">
      {verbs.map(({ label, ofPoint, keys, icon, run }) => (
        <button
          key={label}
          type="button"
          className="bar-word"
          title={keys === undefined ? label : `${label} (${keys})`}
          onPointerDown={event => event.preventDefault()} // the words stay selected
          onClick={() => runAt(point, run)}
        >
          {icon}
          <span className="bar-label">{stretches.length === 1 ? label : `${ofPoint} ${numbers.get(point) ?? ''}`}</span>
        </button>
      ))}
    </span>
  ));
}

function countWords(stretches: readonly Stretch[]): string {
  const words = stretches.reduce((sum, { quote }) => sum + wordCount(quote), 0);
  return words === 1 ? '1 word' : `${words} words`;
}

function rangesOf(element: Element | null): readonly Range[] {
  if (!element) return [];
  const range = document.createRange();
  range.selectNodeContents(element);
  return [range];
}

function selectedRanges(desk: PointDesk, point: PointId): readonly Range[] {
  const now = desk.selection().find(stretch => stretch.point === point);
  return now ? desk.rangesOf(point, now.from, now.to) : [];
}
