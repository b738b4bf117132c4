// The head of the margin: what is listed, and how it is sorted.
import type { ReactNode } from 'react';
import type { Discussion } from '../discussion.ts';
import type { DiscussionView } from '../discussion-view.ts';
import type { ThreadFilter, ThreadSort } from '../threads-state.ts';
import { threadFilters, threadSorts } from '../threads-state.ts';
import { useDiscussion } from '../use-discussion.tsx';

const filterNames: { readonly [F in ThreadFilter]: string } = {
  open: 'Open',
  resolved: 'Resolved',
  all: 'All',
  mine: 'Mine',
};
const sortNames: { readonly [S in ThreadSort]: string } = { place: 'By place', recency: 'By recency' };

export function MarginHead({ view: { state, counts } }: { view: DiscussionView }) {
  const discussion = useDiscussion();
  return (
    <header className="threads-head">
      <h2>Comments</h2>
      <Choice
        label="Which threads"
        value={state.filter}
        onChange={value => {
          const filter = threadFilters.find(each => each === value);
          if (!filter) return;
          discussion.dispatch({ kind: 'filtered', filter });
          requestAnimationFrame(() => showSome(discussion));
        }}
      >
        {threadFilters.map(filter => (
          <option key={filter} value={filter}>
            {filterNames[filter]} {counts[filter]}
          </option>
        ))}
      </Choice>
      <Choice
        label="In which order"
        value={state.sort}
        onChange={value => {
          const sort = threadSorts.find(each => each === value);
          if (sort) discussion.dispatch({ kind: 'sorted', sort });
        }}
      >
        {threadSorts.map(sort => (
          <option key={sort} value={sort}>
            {sortNames[sort]}
          </option>
        ))}
      </Choice>
    </header>
  );
}

/** Where none of what was asked for stands in the window, the next of it below comes there, else the last above. */
function showSome(discussion: Discussion): void {
  const places = [...document.querySelectorAll<HTMLElement>('.threads-column > [data-key]')].map(card => {
    const { top, bottom } = card.getBoundingClientRect();
    return { top, bottom, key: card.dataset['key'] };
  });
  if (places.some(({ top, bottom }) => bottom > 0 && top < innerHeight)) return;
  const next = places.find(({ top }) => top >= innerHeight) ?? places.at(-1);
  const thread = discussion.view().shown.find(({ row }) => row.id === next?.key);
  if (thread) discussion.activate(thread.row.id);
}

type ChoiceProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
};

function Choice({ label, value, onChange, children }: ChoiceProps) {
  return (
    <select
      className="threads-choice"
      aria-label={label}
      value={value}
      onChange={event => onChange(event.target.value)}
    >
      {children}
    </select>
  );
}
