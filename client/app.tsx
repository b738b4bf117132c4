// Which page an address shows. The address names the draft, this tab's seat, the tab and the thread; nothing else
// decides.
import type { ReactNode } from 'react';
import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { Notice } from './ui/notice.tsx';

const DraftPage = lazy(() => import('./page/draft-page.tsx').then(({ DraftPage }) => ({ default: DraftPage })));
const WelcomePage = lazy(() =>
  import('./seats/welcome-page.tsx').then(({ WelcomePage }) => ({ default: WelcomePage })),
);
const CirculatedPage = lazy(() =>
  import('./page/circulated-page.tsx').then(({ CirculatedPage }) => ({ default: CirculatedPage })),
);
const SideBySide = lazy(() => import('./seats/side-by-side.tsx').then(({ SideBySide }) => ({ default: SideBySide })));

export function App(): ReactNode {
  return (
    <Suspense fallback={<Notice title="Loading" />}>
      <Switch>
        <Route path="/">
          <WelcomePage />
        </Route>
        <Route path="/side-by-side">
          <SideBySide />
        </Route>
        <Route path="/circulated">
          <CirculatedPage />
        </Route>
        <Route path="/drafts/:draft">{({ draft }) => <DraftPage draft={draft} />}</Route>
        <Route>
          <Notice title="There is nothing at this address">
            <a href="/">Go to the first page</a>
          </Notice>
        </Route>
      </Switch>
    </Suspense>
  );
}
