/** Buttons that copy what stands beside them, made when an entry is first opened: there can be ten thousand. */

const TOLD_FOR = 2000; // milliseconds

export function addCopyButtons(): void {
  document.addEventListener('toggle', ({ target }) => addButtons(target as Element), { capture: true });
}

function addButtons(details: Element): void {
  for (const code of details.querySelectorAll<HTMLElement>('[data-copy]')) {
    delete code.dataset.copy;
    const text = code.textContent;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.setAttribute('aria-label', `Copy ${text}`);
    button.addEventListener('click', () => void copy(code, button));
    code.after(' ', button);
  }
}

async function copy(code: HTMLElement, button: HTMLButtonElement): Promise<void> {
  const isCopied = (await write(code.textContent)) || copySelected(code);
  const words = isCopied ? 'Copied' : 'Press Ctrl+C';
  button.textContent = words;
  say(words);
  setTimeout(() => {
    button.textContent = 'Copy';
    say('');
  }, TOLD_FOR);
}

/** @returns false where the browser does not let a page do that. */
async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Leaves the text selected, so that a person can copy it where the page cannot. */
function copySelected(code: HTMLElement): boolean {
  getSelection()?.selectAllChildren(code);
  return document.execCommand('copy');
}

function say(words: string): void {
  const status = document.querySelector('#said');
  if (status !== null) status.textContent = words;
}
