import { spawn } from 'node:child_process';
import { processEnvironment } from '../../services/config';

/** Opens it where there is a screen and somebody at a terminal; says nothing when it cannot. */
export function openInBrowser(url: string): void {
	const { DISPLAY, WAYLAND_DISPLAY } = processEnvironment();
	const isMac = process.platform === 'darwin';
	if (!process.stdout.isTTY || !(isMac || DISPLAY || WAYLAND_DISPLAY)) return;
	const opener = spawn(isMac ? 'open' : 'xdg-open', [url], { stdio: 'ignore', detached: true });
	opener.on('error', () => undefined);
	opener.unref();
}
