import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

type Values = Readonly<Record<string, string | undefined>>;

/** What is wrong with the files and folders that settings point to. Nothing of their content is repeated. */
export function settingFileMistakes(values: Values, cwd: string): string[] {
	const checks: [string, (name: string, path: string) => string | null][] = [
		['YOUTUBE_COOKIES_FILE', cookieMistake],
		['NODE_EXTRA_CA_CERTS', pemMistake],
		['SSL_CERT_FILE', pemMistake],
		['YT_DLP_PATH', absenceMistake],
		['FFMPEG_PATH', programMistake],
		['TEMPORAL_CLI_PATH', programMistake],
		['TEMPORAL_CONFIG_FILE', fileMistake],
		['TEMPORAL_TLS_CLIENT_CERT_PATH', fileMistake],
		['TEMPORAL_TLS_CLIENT_KEY_PATH', fileMistake],
		['TEMPORAL_TLS_SERVER_CA_CERT_PATH', fileMistake],
		['DATA_DIR', folderMistake],
	];
	return checks.flatMap(([name, check]) => {
		const value = values[name];
		// Values with ~, spaces or quotes around are told about by their own rules.
		if (!value || value !== value.trim() || /^[~"']/u.test(value)) return [];
		return check(name, resolve(cwd, value)) ?? [];
	});
}

function absenceMistake(name: string, path: string): string | null {
	return existsSync(path) ? null : `${name} points to ${path}, where nothing is.`;
}

function fileMistake(name: string, path: string): string | null {
	const absence = absenceMistake(name, path);
	if (absence) return absence;
	if (!statSync(path).isFile()) return `${name} points to ${path}, which is not a file.`;
	return mayAccess(path, constants.R_OK)
		? null
		: `${name} points to ${path}, which this user may not read: change its owner or mode.`;
}

function programMistake(name: string, path: string): string | null {
	const mistake = fileMistake(name, path);
	if (mistake) return mistake;
	return mayAccess(path, constants.X_OK)
		? null
		: `${name} points to ${path}, which cannot be run: make it executable with chmod +x.`;
}

function folderMistake(name: string, path: string): string | null {
	if (!existsSync(path)) return null;
	return statSync(path).isDirectory()
		? null
		: `${name} points to ${path}, which is a file: give a folder.`;
}

function pemMistake(name: string, path: string): string | null {
	const mistake = fileMistake(name, path);
	if (mistake) return mistake;
	return /-----BEGIN (TRUSTED |X509 )?CERTIFICATE-----/u.test(readFileSync(path, 'utf8'))
		? null
		: `${name} points to ${path}, which holds no certificate in PEM form (-----BEGIN CERTIFICATE-----).`;
}

/** yt-dlp reads Netscape's form only: a first line that says so, then seven fields with tabs between. */
function cookieMistake(name: string, path: string): string | null {
	const mistake = fileMistake(name, path);
	if (mistake) return mistake;
	const text = readFileSync(path, 'utf8');
	const isNetscape =
		/^#( Netscape)? HTTP Cookie File/u.test(text) ||
		text.split('\n').some((line) => line.split('\t').length === 7);
	return isNetscape
		? null
		: `${name} points to ${path}, which is not in Netscape's cookies.txt form: export it again with a cookies.txt exporter.`;
}

function mayAccess(path: string, mode: number): boolean {
	try {
		accessSync(path, mode);
		return true;
	} catch {
		return false;
	}
}
