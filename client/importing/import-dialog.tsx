// Bringing in a document: paste it or choose a file, see how it would split, put that right, and make it points of this
// draft or a draft of its own. What was typed or chosen stays through every refusal.
import type { ReactNode } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ImportPreview } from '../../shared/api/contract.ts';
import { importBytesMax, titleCharsMax } from '../../shared/limits.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import type { OutlineText, ThemeText } from '../../shared/text/outline-text.ts';
import type { FileToRead } from '../api/api-client.ts';
import { api, problemWords } from '../api/api-client.ts';
import { useIdOfTry } from '../forms/use-id-of-try.ts';
import { useSession } from '../session/use-session.tsx';
import { useClosingAtOnce } from '../ui/dialogs/closing-at-once.ts';
import { isTooLong, LimitedField } from '../ui/limited-field.tsx';
import { readyOutline } from './outline-edits.ts';
import { OutlinePreview } from './outline-preview.tsx';
import { goToPlace, PreviewOutline } from './preview-outline.tsx';
import type { Warning } from './warnings.ts';
import { warningsOf } from './warnings.ts';
import './importing.css';

type Stage =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'preview'; readonly preview: ImportPreview }
  | { readonly kind: 'made'; readonly address: string };

type DialogProps = {
  /** Closed, it keeps what was pasted, chosen and put right. */
  readonly isOpen: boolean;
  readonly onClose: (work: 'unfinished' | 'done') => void;
};

export function ImportDialog({ isOpen, onClose }: DialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const session = useSession();
  const { draft, id: seat } = session.seat;
  const [stage, setStage] = useState<Stage>({ kind: 'choosing' });
  const [pasted, setPasted] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const idOf = useIdOfTry();
  useLeaveWarning(stage.kind === 'preview' || (stage.kind === 'choosing' && pasted.trim() !== ''));
  const work = useRef<'unfinished' | 'done'>('unfinished');
  useLayoutEffect(() => {
    if (!isOpen) return;
    dialog.current?.showModal();
    dialog.current?.querySelector('textarea')?.focus(); // what is pasted at once is the text
  }, [isOpen]);
  const { close, listeners } = useClosingAtOnce(dialog, () => onClose(work.current), { isOpen });

  const during = async (work: () => Promise<void>): Promise<void> => {
    setIsBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(problemWords(error));
    } finally {
      setIsBusy(false);
    }
  };
  const read = (file: FileToRead): Promise<void> =>
    during(async () => {
      const bytes = new Blob([file.content]).size;
      if (bytes > importBytesMax) throw new Error(tooManyBytes(bytes));
      setStage({ kind: 'preview', preview: await api.preview(draft, seat, file) });
    });
  const addHere = (outline: OutlineText): Promise<void> =>
    during(async () => {
      const after = outlineOf(session.snapshot().rows).themes.at(-1)?.row.id ?? null;
      const order = { kind: 'outline.import' as const, after, themes: outline.themes };
      await api.importInto(draft, seat, { id: idOf(outline.themes), ...order });
      work.current = 'done';
      close();
    });
  const makeDraft = (title: string, outline: OutlineText): Promise<void> =>
    during(async () => {
      const made = await api.newDraft(seat, { like: draft, title, outline });
      const taken = await api.takeSeat(made.draft, session.me.member);
      work.current = 'done';
      setStage({ kind: 'made', address: `/drafts/${made.draft}?seat=${encodeURIComponent(taken.id)}` });
    });
  return (
    <dialog
      ref={dialog}
      className="import-dialog"
      data-stage={stage.kind}
      {...listeners}
      aria-labelledby="import-title"
    >
      <header className="import-head">
        <h2 id="import-title" className="dialog-title">
          Bring in a document
        </h2>
        <button type="button" className="button-quiet" onClick={close}>
          Close
        </button>
      </header>
      {problem !== null && (
        <p role="alert" className="form-problem">
          {problem}
        </p>
      )}
      {stage.kind === 'choosing' && (
        <ChooseDocument pasted={pasted} onPasted={setPasted} isBusy={isBusy} onRead={read} />
      )}
      {stage.kind === 'preview' && (
        <Preview
          preview={stage.preview}
          isBusy={isBusy}
          onBack={() => setStage({ kind: 'choosing' })}
          onAdd={addHere}
          onMake={makeDraft}
        />
      )}
      {stage.kind === 'made' && (
        <p className="import-made" role="status">
          The draft is made, with the parties and members of this one. <a href={stage.address}>Open it</a>
        </p>
      )}
    </dialog>
  );
}

/** What was pasted and put right is nowhere but on this page. The browser asks before it leaves. */
function useLeaveWarning(hasWork: boolean): void {
  useEffect(() => {
    if (!hasWork) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [hasWork]);
}

type ChooseProps = {
  pasted: string;
  onPasted: (text: string) => void;
  isBusy: boolean;
  onRead: (file: FileToRead) => Promise<void>;
};

function ChooseDocument({ pasted, onPasted, isBusy, onRead }: ChooseProps): ReactNode {
  return (
    <form
      className="import-choose"
      onSubmit={event => {
        event.preventDefault();
        void onRead({ name: '', content: pasted });
      }}
    >
      <label className="dialog-line">
        A file: Word, Markdown or plain text, up to 10 MB
        <input
          type="file"
          accept=".docx,.md,.markdown,.txt,text/plain,text/markdown"
          disabled={isBusy}
          onChange={event => {
            const [file] = event.target.files ?? [];
            if (file) void onRead({ name: file.name, content: file });
          }}
        />
      </label>
      <label className="dialog-line">
        Or paste its text
        <textarea className="field" rows={10} value={pasted} onChange={event => onPasted(event.target.value)} />
      </label>
      <p className="dialog-verbs">
        {isBusy && <span className="quiet">Reading</span>}
        <button type="submit" className="button button-main" disabled={isBusy || pasted.trim() === ''}>
          See how it splits
        </button>
      </p>
    </form>
  );
}

type PreviewProps = {
  preview: ImportPreview;
  isBusy: boolean;
  onBack: () => void;
  onAdd: (outline: OutlineText) => Promise<void>;
  onMake: (title: string, outline: OutlineText) => Promise<void>;
};

function Preview({ preview, isBusy, onBack, onAdd, onMake }: PreviewProps): ReactNode {
  const [outline, setOutline] = useState(preview.outline);
  const [title, setTitle] = useState(preview.outline.title ?? '');
  const ready = readyOutline(outline);
  const points = ready.themes.reduce((sum, theme) => sum + theme.points.length, 0);
  const canGoOn = !isBusy && points > 0 && !ready.themes.some(hasLongTitle);
  return (
    <div className="import-preview">
      <Warnings warnings={warningsOf(outline, preview.dropped)} />
      <p>
        Read as {preview.format}: {points === 1 ? '1 point' : `${points} points`} in{' '}
        {ready.themes.length === 1 ? '1 theme' : `${ready.themes.length} themes`}. Nothing is stored yet.
      </p>
      <div className="import-columns">
        <PreviewOutline outline={outline} />
        <OutlinePreview outline={outline} onChange={setOutline} />
      </div>
      <form
        className="import-end"
        onSubmit={event => {
          event.preventDefault();
          void onMake(title.trim(), ready);
        }}
      >
        <LimitedField
          label="Title of a new draft"
          most={titleCharsMax}
          verb="go on"
          value={title}
          onChange={setTitle}
        />
        <p className="dialog-verbs">
          <button type="button" className="button" onClick={onBack}>
            Back
          </button>
          <button type="button" className="button" disabled={!canGoOn} onClick={() => void onAdd(ready)}>
            Add to this draft, for everyone
          </button>
          <button type="submit" className="button button-main" disabled={!canGoOn || title.trim() === ''}>
            Make a new draft
          </button>
        </p>
      </form>
    </div>
  );
}

function Warnings({ warnings }: { warnings: readonly Warning[] }): ReactNode {
  if (warnings.length === 0) return null;
  return (
    <section className="import-warnings" aria-label="To look at first">
      <ul className="import-warned">
        {warnings.map(({ words, at }) => (
          <li key={words}>
            {words}{' '}
            {at !== null && (
              <button type="button" className="button-quiet" onClick={() => goToPlace(at)}>
                Go there<span className="visually-hidden">: {words}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const megabytes = (bytes: number): string => (bytes / 1024 ** 2).toFixed(1);
const tooManyBytes = (bytes: number): string =>
  `This document has ${megabytes(bytes)} MB, and at most ${megabytes(importBytesMax)} MB can be read. Nothing was sent.`;

const hasLongTitle = ({ title, points }: ThemeText): boolean =>
  [title, ...points.map(point => point.title)].some(each => isTooLong(each, titleCharsMax));
