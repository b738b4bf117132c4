// The simple HTML that mammoth makes, as blocks. Not for HTML from elsewhere: it knows a dozen tags and takes no
// attribute but a link's address.
import type { Source, SourceBlock } from '../../shared/documents/source.ts';
import { tidyRuns } from '../../shared/documents/source.ts';
import { isSafeUrl } from '../../shared/text/allow-list.ts';
import type { Run } from '../../shared/text/blocks.ts';

const marks = { strong: 'bold', b: 'bold', em: 'italic', i: 'italic', u: 'underline' } as const;
const markOrder = ['bold', 'italic', 'underline'] as const;
const entities: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" };

export function readHtml(html: string): Source {
  const reader = new HtmlReader();
  let at = 0;
  for (const found of html.matchAll(/<(\/?)([a-z][a-z0-9]*)([^<>]*)>/g)) {
    reader.text(html.slice(at, found.index));
    at = found.index + found[0].length;
    const [, slash, tag = '', rest = ''] = found;
    if (slash === '/') reader.closes(tag);
    else reader.opens(tag, rest);
  }
  reader.text(html.slice(at));
  return reader.end();
}

class HtmlReader {
  readonly #blocks: SourceBlock[] = [];
  readonly #dropped = new Map<string, number>();
  readonly #on = new Map<string, number>();
  readonly #lists: ('ol' | 'ul')[] = [];
  #runs: Run[] = [];
  #form: SourceBlock['form'] = { kind: 'paragraph' };
  #link: string | null = null;

  text(raw: string): void {
    const text = raw.replace(/&(#39|amp|lt|gt|quot|nbsp);/g, (_, name: string) => entities[name] ?? '');
    const own = markOrder.filter(mark => (this.#on.get(mark) ?? 0) > 0);
    if (text !== '') this.#runs.push({ text: text.replaceAll('\t', ' '), marks: own, link: this.#link });
  }

  opens(tag: string, rest: string): void {
    const heading = /^h([1-6])$/.exec(tag);
    if (heading) this.#begin({ kind: 'heading', level: Number(heading[1]) });
    else if (tag === 'p' && this.#form.kind !== 'item' && this.#form.kind !== 'quote')
      this.#begin({ kind: 'paragraph' });
    else if (tag === 'blockquote') this.#begin({ kind: 'quote' });
    else if (tag === 'ol' || tag === 'ul') {
      this.#close();
      this.#lists.push(tag);
    } else if (tag === 'li') {
      const ordered = this.#lists.at(-1) === 'ol';
      this.#begin({ kind: 'item', level: Math.min(7, Math.max(0, this.#lists.length - 1)), ordered, marker: null });
    } else if (tag === 'table') this.#drop('table, kept as plain lines');
    else if (tag === 'tr') this.#begin({ kind: 'paragraph' });
    else if (tag === 'td' || tag === 'th') this.text(this.#runs.length > 0 ? ' | ' : '');
    else if (tag === 'br') this.text('\n');
    else if (tag === 'img') this.#drop('picture');
    else if (tag === 'a') this.#opensLink(rest);
    else if (tag in marks) this.#mark(tag, 1);
  }

  closes(tag: string): void {
    if (tag in marks) this.#mark(tag, -1);
    else if (tag === 'a') this.#link = null;
    else if (tag === 'ol' || tag === 'ul') {
      this.#close();
      this.#lists.pop();
    } else if (
      /^(h[1-6]|p|li|tr|blockquote)$/.test(tag) &&
      !(tag === 'p' && (this.#form.kind === 'item' || this.#form.kind === 'quote'))
    )
      this.#close();
  }

  end(): Source {
    this.#close();
    return { blocks: this.#blocks, dropped: [...this.#dropped].map(([what, count]) => `${count} × ${what}`) };
  }

  #opensLink(rest: string): void {
    const href = /href="([^"]*)"/.exec(rest)?.[1]?.replaceAll('&amp;', '&');
    if (href === undefined || href.startsWith('#')) return;
    if (isSafeUrl(href)) this.#link = href;
    else this.#drop('link to something else than a web page');
  }

  #mark(tag: string, by: 1 | -1): void {
    const mark = Object.entries(marks).find(([name]) => name === tag)?.[1];
    if (mark) this.#on.set(mark, (this.#on.get(mark) ?? 0) + by);
  }

  #begin(form: SourceBlock['form']): void {
    this.#close();
    this.#form = form;
  }

  #close(): void {
    const runs = tidyRuns(this.#runs);
    if (runs.length > 0) this.#blocks.push({ runs, form: this.#form });
    this.#runs = [];
    this.#form = { kind: 'paragraph' };
  }

  #drop(what: string): void {
    this.#dropped.set(what, (this.#dropped.get(what) ?? 0) + 1);
  }
}
