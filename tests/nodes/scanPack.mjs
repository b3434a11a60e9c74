// n8n's own scanner (what reviewers run), offline, on a folder: `node scanPack.mjs <folder> source|tarball`. Prints its findings as JSON.
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const [, , folder, kind] = process.argv;
const patterns = kind === 'source' ? SOURCE_FILE_PATTERNS : ['**/*.js', 'package.json'];
const { passed, message, details } = await analyzePackage(folder, patterns);
console.log(JSON.stringify({ passed, message, details }));
