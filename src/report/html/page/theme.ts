/** The switch between light and dark; until it is used, the system's choice holds. */
export function addThemeSwitch(): void {
  const button = document.querySelector<HTMLButtonElement>('#theme');
  if (button === null) return;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const { dataset } = document.documentElement;
  const isDark = () => (dataset.theme === undefined ? system.matches : dataset.theme === 'dark');
  const tell = () => button.setAttribute('aria-pressed', String(isDark()));
  button.addEventListener('click', () => {
    dataset.theme = isDark() ? 'light' : 'dark';
    tell();
  });
  system.addEventListener('change', tell);
  tell();
  button.hidden = false;
}
