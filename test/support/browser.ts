import { existsSync } from 'node:fs'
import process from 'node:process'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { type Language, languages } from '../../src/kernel/language.ts'

interface Cleanup {
  after(action: () => Promise<void> | void): void
}

export type Theme = 'light' | 'dark'

export interface Reader {
  readonly language?: Language
  readonly theme?: Theme
  readonly width?: number
}

const usualWidth = 1280
const height = 900

/** The system's Chromium; `npm run test:browser` finds or installs it and names it in CHROMIUM_PATH. */
export async function openBrowser(t: Cleanup): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
  if (!existsSync(executablePath)) throw new Error(`no Chromium at ${executablePath}: set CHROMIUM_PATH`)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
  t.after(() => browser.close())
  return browser
}

/** A page of its own session. A fault in the page's scripts fails the test that caused it. */
export async function newPage(browser: Browser, url: string, reader: Reader = {}): Promise<Page> {
  const options: BrowserContextOptions = {
    baseURL: url,
    viewport: { width: reader.width ?? usualWidth, height },
    locale: reader.language ?? languages[0],
    colorScheme: reader.theme ?? 'light',
    reducedMotion: 'reduce',
  }
  const page = await (await browser.newContext(options)).newPage()
  page.on('pageerror', (fault) => {
    throw fault
  })
  return page
}

/** Signs in with the card of a demo role, as a newcomer would. */
export async function signInAs(page: Page, username: string, path = '/'): Promise<void> {
  await page.goto(path)
  await page.locator(`[data-username="${username}"]`).click()
  await page.waitForURL((address) => address.pathname + address.search === path)
  await page.locator('.k-header').waitFor()
}

/** Only the first account of each role has a card on the sign-in page. */
export async function signInWithPassword(page: Page, username: string, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('textbox', { name: 'User name' }).fill(username)
  await page.getByLabel('Password', { exact: true }).fill('tumaini')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.locator('.k-header').waitFor()
}

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What keeps people from using the page as it stands. Told in full is only what is at fault, and all is worked out in the
 * page itself (`legacy` leaves out frames of other origins; the console has none): the same rules in a quarter of the time.
 */
export async function violations(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(wcag)
    .setLegacyMode()
  const { violations: found } = await axe.analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}
