import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './client.ts'
import { sessionQuery } from './queries.ts'

const attempts = 2

/** A session that ended while a page was open sends the reader to the sign-in page (the shell watches the session). */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (fault) => {
        if (fault instanceof ApiProblem && fault.status === 401) client.setQueryData(sessionQuery.queryKey, null)
      },
    }),
    defaultOptions: {
      queries: {
        retry: (failures, fault) =>
          failures < attempts && fault instanceof ApiProblem && (fault.status === 0 || fault.status >= 500),
        refetchOnWindowFocus: false,
      },
    },
  })
  return client
}
