import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Where the browser is, as the environment or the path say. @throws where there is none, with the remedy */
export function chromiumPath(env: NodeJS.ProcessEnv = process.env): string {
  const named = env.PUSH_HARNESS_CHROMIUM;
  const places =
    named === undefined
      ? (env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'chromium'))
      : [named];
  const found = places.find(isExecutable);
  if (found !== undefined) return found;
  throw new Error(
    `This test opens a report in Chromium, which is not at ${named ?? 'any place of PATH'}: apt-get install chromium, ` +
      'or name it in PUSH_HARNESS_CHROMIUM.',
  );
}

/** A browser without windows. Root cannot use its sandbox, which nothing here needs: pages are our own. */
export function launchChromium(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath: chromiumPath(), args: isRoot ? ['--no-sandbox'] : [] });
}

/** A report as somebody sees it who opened its file. */
export interface OpenReport {
  readonly page: Page;
  /** Requests beside the page itself, errors of scripts, and what was said on the console. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Opens a page from a file of its own, as a reader would. */
export async function openReport(
  browser: Browser,
  markup: string,
  options: {
    readonly colorScheme?: 'light' | 'dark';
    readonly width?: number;
    readonly fragment?: string;
  } = {},
): Promise<OpenReport> {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  const file = join(folder, 'report.html');
  writeFileSync(file, markup);
  const url = pathToFileURL(file).href;
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1_280, height: 900 },
    colorScheme: options.colorScheme ?? 'light',
  });
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== url) complaints.push(`asked for ${request.url()}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  await page.goto(url + (options.fragment ?? ''));
  return {
    page,
    complaints,
    async close() {
      await page.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // that it cannot be run is the answer
  }
}
