import './mantine-styles.ts'
import './shell/shell.css'
import './parts/parts.css'
import './parts/tables.css'
import './parts/records.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from './api/query-client.ts'
import { startLanguages } from './i18n.ts'
import { createConsoleRouter } from './router.tsx'
import { cssVariables, theme } from './theme.ts'

await startLanguages()
const queryClient = createQueryClient()
const router = createConsoleRouter(queryClient)
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with id "root"')
createRoot(root).render(
  <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>,
)
