// Which forms a flag has, and whose a begun one is. Pure.
const askings = ['dispute', 'settle', 'amend', 'discuss'] as const;
export type Asking = (typeof askings)[number];

/** The verb whose form this is, where it is one of this flag's. */
export const askingOf = (form: string, flag: string): Asking | undefined =>
  askings.find(each => form === `flag.${each}/${flag}`);
