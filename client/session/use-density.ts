// The shape of the history in time, as those who draw it, choose a moment by it or list who is in it share one answer.
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/api-client.ts';
import { useSession } from './use-session.tsx';

const askAgainMs = 60_000;

/** `buckets`: in how many equal stretches of time it is counted. */
export function useDensity(buckets: number) {
  const { seat } = useSession();
  return useQuery({
    queryKey: ['density', seat.id, buckets],
    queryFn: () => api.density(seat.draft, seat.id, buckets),
    refetchInterval: askAgainMs,
  });
}
