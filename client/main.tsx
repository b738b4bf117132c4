// Entry: styles, the error boundary, the app.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { must } from '../shared/assert.ts';
import { App } from './app.tsx';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import './ui/theme/fonts.css';
import './ui/theme/tokens.css';
import './ui/theme/base.css';
import { catchLostKeyboard } from './ui/keys/lost-keyboard.ts';
import { keepPresses } from './ui/presses/pressed-target.ts';
import { ignoreSecondPresses } from './ui/presses/second-press.ts';
import { applyStoredTheme } from './ui/theme/theme.ts';

applyStoredTheme();
ignoreSecondPresses(); // before any other listener
keepPresses();
catchLostKeyboard();
if (matchMedia('(any-pointer: coarse)').matches) void import('./ui/theme/touch.css');
// So that the page opens without a connection. Where there is none (no https), everything else works.
if (!import.meta.env.DEV) void navigator.serviceWorker?.register('/service-worker.js').catch(() => undefined);
const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: 1, refetchOnWindowFocus: false },
    // Without a connection an order fails at once and says so: it does not wait unseen, to be done after its dialog has
    // closed.
    mutations: { networkMode: 'always' },
  },
});

createRoot(must(document.getElementById('root'), 'the page has a root')).render(
  <ErrorBoundary>
    <QueryClientProvider client={queries}>
      <App />
    </QueryClientProvider>
  </ErrorBoundary>,
);
