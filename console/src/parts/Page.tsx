import { Box, Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Kiungo`
  }, [title])
}

interface PageProps {
  readonly title: string
  readonly lead?: ReactNode
  /** Above the title: where this page belongs. */
  readonly above?: ReactNode
  readonly actions?: ReactNode
  readonly width?: number
  readonly children: ReactNode
}

export function Page({ title, lead, above, actions, width = 1240, children }: PageProps) {
  useTitle(title)
  return (
    <Box maw={width} mx="auto">
      <Stack gap="lg">
        <Group justify="space-between" align="flex-end" gap="md">
          <Box className="k-page-head">
            {above}
            <Title order={1} className="k-wrap">
              {title}
            </Title>
            {lead === undefined ? null : (
              <Text c="dimmed" mt={4} maw={720} component="div">
                {lead}
              </Text>
            )}
          </Box>
          {actions}
        </Group>
        {children}
      </Stack>
    </Box>
  )
}

export function Panel({ title, actions, children }: { title?: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className="k-panel">
      {title === undefined ? null : (
        <Group justify="space-between" mb="sm" gap="xs">
          <Title order={2}>{title}</Title>
          {actions}
        </Group>
      )}
      {children}
    </section>
  )
}
