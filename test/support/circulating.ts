// Sending a version round over HTTP, and its readers, who have a link and nothing else. For stories about a real
// server; expects nothing of what readers receive.
import { expect } from 'vitest';
import * as Y from 'yjs';
import { Circulated, SentCirculation } from '../../shared/api/circulations.ts';
import { Moment } from '../../shared/api/record.ts';
import { PointId } from '../../shared/ids.ts';
import { numbersOf, outlineOf } from '../../shared/rows/outline.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import type { Person } from './running-server.ts';
import { connectStock, firstText } from './stock-client.ts';

export const day = 86_400_000;

export const path = (who: Person, rest: string): string =>
  `/api/drafts/sample/${rest}${rest.includes('?') ? '&' : '?'}seat=${who.seat.id}`;

const docOf = (update: string): Y.Doc => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(update, 'base64'));
  return doc;
};

export const does = async (who: Person, act: Record<string, unknown>): Promise<string> => {
  const id = crypto.randomUUID();
  const answer = await who.act({ id, ...act } as never); // read by the server's schema
  expect(answer.status, await answer.clone().text()).toBe(201);
  return id;
};

export const standing = async (who: Person): Promise<{ text: Y.Doc; rows: DocRows }> => {
  const moment = Moment.parse(await (await who.get(path(who, 'moments/now'))).json());
  return { text: docOf(moment.text), rows: new DocRows(docOf(moment.shared)) };
};

export const pointAt = async (who: Person, number: number): Promise<PointId> => {
  const numbers = numbersOf(outlineOf((await standing(who)).rows));
  return PointId.parse([...numbers].find(([, at]) => at === number)?.[0]);
};

/** Typed as a browser would; resolves when the record has it. */
export async function types(who: Person, point: PointId, change: (text: Y.XmlText) => void): Promise<void> {
  const before = flatText(bodyOf((await standing(who)).text, point)).text;
  const client = await connectStock(who);
  change(firstText(client.doc.get(point, Y.XmlElement)));
  while (flatText(bodyOf((await standing(who)).text, point)).text === before);
  client.leave();
}

/** Somebody with a link and nothing else. */
export class Reader {
  readonly address: string;
  readonly secret: string;

  constructor(address: string, link: string) {
    this.address = address;
    this.secret = link.slice(link.indexOf('#') + 1);
  }

  asks(rest = ''): Promise<Response> {
    return fetch(`${this.address}/api/circulated${rest}`, { headers: { Authorization: `Bearer ${this.secret}` } });
  }

  says(act: Record<string, unknown>): Promise<Response> {
    return fetch(`${this.address}/api/circulated/acts`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${this.secret}` },
      body: JSON.stringify({ id: crypto.randomUUID(), ...act }),
    });
  }

  async reads(): Promise<{ given: Circulated; text: Y.Doc; rows: DocRows }> {
    const given = Circulated.parse(await (await this.asks()).json());
    return { given, text: docOf(given.text ?? ''), rows: new DocRows(docOf(given.shared)) };
  }
}

export async function sends(
  chair: Person,
  version: string,
  names: readonly string[],
  parties: readonly string[] = [],
  note = '',
) {
  const body = { id: crypto.randomUUID(), version, note, until: Date.now() + 14 * day, parties, names };
  const answer = await chair.posts(path(chair, 'circulations'), body);
  expect(answer.status, await answer.clone().text()).toBe(201);
  const { circulation, links } = SentCirculation.parse(await answer.json());
  const readers = links.map(link => new Reader(chair.address, link.path));
  return { circulation, body, readers, ids: links.map(link => link.reader) };
}

/** The version as it stands now, sent to one reader. */
export async function sendsNow(chair: Person, name: string, to: string, parties: readonly string[] = []) {
  const version = await does(chair, { kind: 'version.name', name });
  const { readers, ...sent } = await sends(chair, version, [to], parties);
  return { ...sent, version, reader: readers[0] as Reader };
}

export const problemOf = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  String(((await answer.json()) as { type: string }).type.split(':').at(-1)),
];

export const onPoint = (point: PointId, text: string) => ({
  kind: 'thread.open',
  point,
  anchor: null,
  needs: [],
  text,
});

/** All that an answer holds, its documents' bytes included. */
export async function bytesOf(answer: Response): Promise<string> {
  const text = await answer.text();
  const inside = [...text.matchAll(/"(?:text|shared)":"([A-Za-z0-9+/=]{40,})"/g)];
  return [text, ...inside.map(([, base64]) => Buffer.from(base64 ?? '', 'base64').toString('latin1'))].join('\n');
}
