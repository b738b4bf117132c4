// The floors of the house (design section 8, with what changed): an import goes to the same folder or down, never up,
// never between client features. Lowest first; a longer path is the more special rule.

export const floors: readonly (readonly string[])[] = [
  ['shared/wire-limits.ts'],
  [
    'shared/assert.ts',
    'shared/limits.ts',
    'client/service-worker',
    'server/verifier',
    'server/access/address.ts',
    'server/compile-cache.ts',
  ],
  ['shared/budget-limits.ts'],
  ['shared/ids.ts', 'shared/list-of.ts', 'server/budgets'],
  ['server/config.ts', 'server/spare-memory.ts'],
  ['shared/rows', 'shared/text', 'shared/wire'],
  ['client/ui', 'shared/documents'],
  ['shared/acts'],
  ['shared/api'],
  ['server/storage', 'client/api', 'client/local'],
  ['server/access', 'client/evidence'],
  ['server/sync', 'client/sync'],
  ['client/session'],
  ['client/forms'],
  ['server/record'],
  ['server/documents'],
  [
    'server/http',
    'client/outline',
    'client/points',
    'client/threads',
    'client/history',
    'client/seats',
    'client/flags',
    'client/red-lines',
    'client/stances',
    'client/positions',
    'client/importing',
    'client/past',
    'client/catch-up',
    'client/comparison',
    'client/circulation',
  ],
  ['server/app.ts', 'client/page'],
  ['server/server.ts', 'client/app.tsx'],
  ['server/main.ts', 'client/main.tsx'],
];

/** Folders on one floor that may know one another: words, rows and wire describe one document. */
export const neighbours: readonly (readonly [string, string])[] = [
  ['shared/rows', 'shared/text'],
  ['shared/wire', 'shared/text'],
];
