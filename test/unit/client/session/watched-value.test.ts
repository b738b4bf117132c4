// A value that many are drawn by: compared once for all of them, and told only when it is another one.
import { expect, test } from 'vitest';
import { WatchedValue } from '../../../../client/session/watched-value.ts';

/** A session that changes its words all the time and its title seldom. */
function given() {
  const listeners = new Set<() => void>();
  const draft = { title: 'Framework', reads: 0 };
  const source = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const title = new WatchedValue(source, () => {
    draft.reads++;
    return draft.title;
  });
  return { draft, listeners, title, changes: () => listeners.forEach(listener => void listener()) };
}

test('a value is read once for all who watch it, and they hear only of another one', () => {
  const { draft, title, changes } = given();
  const heard: string[] = [];
  for (const who of ['head', 'margin', 'outline']) title.subscribe(() => heard.push(`${who}: ${draft.title}`));
  draft.reads = 0;
  for (let letters = 0; letters < 10; letters++) changes();
  expect({ heard, reads: draft.reads }).toEqual({ heard: [], reads: 10 });
  draft.title = 'Agreement';
  changes();
  expect(heard).toEqual(['head: Agreement', 'margin: Agreement', 'outline: Agreement']);
});

test('whoever leaves hears no more; after the last nothing is followed, and the next begins with the value of then', () => {
  const { draft, listeners, title, changes } = given();
  let heard = 0;
  const leaves = title.subscribe(() => heard++);
  leaves();
  leaves();
  expect(listeners.size).toBe(0);
  draft.title = 'Agreement';
  title.subscribe(() => heard++);
  changes();
  expect({ heard, sources: listeners.size }).toEqual({ heard: 0, sources: 1 });
});
