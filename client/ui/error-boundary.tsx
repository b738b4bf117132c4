// The last resort when drawing fails: says so, loses nothing (what is typed is with the server or on its way), offers
// to reload.
import type { ReactNode } from 'react';
import { Component } from 'react';
import { Notice } from './notice.tsx';

type State = { readonly kind: 'fine' } | { readonly kind: 'failed'; readonly message: string };

export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { kind: 'fine' };

  static getDerivedStateFromError(error: unknown): State {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.kind === 'fine') return this.props.children;
    return (
      <Notice title="This page met an error of its own">
        <p>What you typed is saved as far as the page said so. Reload to go on.</p>
        <p className="quiet">{this.state.message}</p>
        <button type="button" className="button" onClick={() => location.reload()}>
          Reload
        </button>
      </Notice>
    );
  }
}
