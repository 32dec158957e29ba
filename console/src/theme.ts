import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

// Every pair of text and ground below meets WCAG 2.2 AA; the browser tests check the pages in both themes with axe.
const lake: MantineColorsTuple = [
  '#eef6f6',
  '#d6e8e9',
  '#abd1d4',
  '#7cb8bd',
  '#53a1a8',
  '#378f97',
  '#1c7480',
  '#135f6b',
  '#0f4c57',
  '#0b3841',
]
const clay: MantineColorsTuple = [
  '#fdf2ec',
  '#f9dfd2',
  '#f1bda3',
  '#eb9f7a',
  '#e17a4a',
  '#d9652f',
  '#bd511d',
  '#a04315',
  '#823714',
  '#662c11',
]
const gold: MantineColorsTuple = [
  '#fdf6e3',
  '#f8e7bd',
  '#f1d18a',
  '#f0b45a',
  '#dc9a34',
  '#bd7f1f',
  '#976314',
  '#7f5310',
  '#66430e',
  '#4d330b',
]
const leaf: MantineColorsTuple = [
  '#eef6ee',
  '#d8ead8',
  '#b3d6b4',
  '#8ac08c',
  '#63aa67',
  '#45924a',
  '#357a3a',
  '#2a6630',
  '#225227',
  '#1a3f1e',
]
const stone: MantineColorsTuple = [
  '#faf8f4',
  '#f3f0e9',
  '#e9e4da',
  '#ddd6c9',
  '#c6beae',
  '#a39b8b',
  '#766f63',
  '#5c574e',
  '#3d3a34',
  '#25231f',
]
const night: MantineColorsTuple = [
  '#e4eaea',
  '#c3cfd1',
  '#a3b5b9',
  '#7d9297',
  '#3f5158',
  '#2c3b41',
  '#18262b',
  '#10191d',
  '#0b1417',
  '#070e10',
]

export const theme = createTheme({
  colors: { lake, clay, gold, leaf, gray: stone, dark: night },
  primaryColor: 'lake',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  white: '#ffffff',
  black: '#1a282c',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.1875rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '10px', xl: '16px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
})

/** The colours that our own style sheets name by meaning. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--k-rail': '#0d3a44',
    '--k-rail-text': '#dcebec',
    '--k-rail-active': '#19525e',
    '--k-accent': '#f0b45a',
  },
  light: {
    '--mantine-color-body': '#faf8f4',
    '--mantine-color-dimmed': '#57625f',
    '--mantine-color-error': '#a04315',
    '--k-surface': '#ffffff',
    '--k-sunken': '#f3f0e9',
    '--k-border': '#e0d9cc',
    '--k-link': '#135f6b',
    '--k-refused': '#a04315',
    '--k-answered': '#2a6630',
    '--k-waiting': '#7f5310',
    '--k-flow': '#378f97',
  },
  dark: {
    '--mantine-color-body': '#10191d',
    '--mantine-color-dimmed': '#a3b5b9',
    '--mantine-color-error': '#eb9f7a',
    '--k-rail': '#0b1417',
    '--k-rail-active': '#1d343b',
    '--k-surface': '#18262b',
    '--k-sunken': '#132024',
    '--k-border': '#2f4047',
    '--k-link': '#7cc4ca',
    '--k-refused': '#eb9f7a',
    '--k-answered': '#8ac08c',
    '--k-waiting': '#f0b45a',
    '--k-flow': '#53a1a8',
  },
})
