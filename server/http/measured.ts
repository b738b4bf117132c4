// What a request is called where its time on the main thread is told: its method and its route's pattern, never what
// stands in its address.
import type { Request } from 'express';

export const routeOf = ({ method, route }: Pick<Request, 'method' | 'route'>): string =>
  `${method} ${route?.path ?? 'elsewhere'}`;
