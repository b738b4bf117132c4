// Whose things are counted together: a member of one draft (the same id elsewhere is somebody else), a reader by link,
// or, where nobody is known, all that comes from one address.
export type Asker = { readonly draft: string; readonly member: string } | { readonly address: string };

export const nameOf = (asker: Asker): string =>
  'member' in asker ? `${asker.draft} ${asker.member}` : `from ${asker.address}`;
