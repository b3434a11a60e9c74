import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { cwd, mistakesOf, read } from './readWith';

describe('files that settings point to', () => {
	const file = (name: string, text: string) => {
		writeFileSync(join(cwd, name), text);
		return join(cwd, name);
	};

	test('cookies must be in the form that yt-dlp reads', () => {
		const json = file('cookies.json', '[{"name":"SID"}]');
		expect(mistakesOf({ YOUTUBE_COOKIES_FILE: 'cookies.json' })).toEqual([
			`YOUTUBE_COOKIES_FILE points to ${json}, which is not in Netscape's cookies.txt form: export it again with a cookies.txt exporter.`,
		]);
		file('cookies.txt', '# Netscape HTTP Cookie File\n');
		const settings = read({ YOUTUBE_COOKIES_FILE: 'cookies.txt' });
		expect(settings.youtube.cookiesFile).toBe(join(cwd, 'cookies.txt'));
		file('bare.txt', '.youtube.com\tTRUE\t/\tTRUE\t0\tSID\tabc\n');
		expect(mistakesOf({ YOUTUBE_COOKIES_FILE: 'bare.txt' })).toEqual([]);
		expect(mistakesOf({ YOUTUBE_COOKIES_FILE: cwd })).toEqual([
			`YOUTUBE_COOKIES_FILE points to ${cwd}, which is not a file.`,
		]);
	});

	test('certificates must be PEM', () => {
		const der = file('ca.der', '0\u0082');
		expect(mistakesOf({ SSL_CERT_FILE: der })).toEqual([
			`SSL_CERT_FILE points to ${der}, which holds no certificate in PEM form (-----BEGIN CERTIFICATE-----).`,
		]);
		const pem = file('ca.pem', '-----BEGIN CERTIFICATE-----\n');
		const { network } = read({ SSL_CERT_FILE: pem, NODE_EXTRA_CA_CERTS: 'ca.pem' });
		expect(network.extraCaFiles).toEqual([pem]);
	});

	test('tools must be programs', () => {
		const tool = file('temporal', '#!/bin/sh\n');
		chmodSync(tool, 0o644);
		expect(mistakesOf({ TEMPORAL_CLI_PATH: 'temporal' })).toEqual([
			`TEMPORAL_CLI_PATH points to ${tool}, which cannot be run: make it executable with chmod +x.`,
		]);
		chmodSync(tool, 0o755);
		const settings = read({ TEMPORAL_CLI_PATH: 'temporal' });
		expect(settings.tools.temporalCliPath).toBe(tool);
		expect(settings.temporalEmbedded).toBe(true);
	});

	test('the data folder must not be a file', () => {
		const path = file('data', '');
		expect(mistakesOf({ DATA_DIR: 'data' })).toEqual([
			`DATA_DIR points to ${path}, which is a file: give a folder.`,
		]);
	});

	test('an .env that cannot be read is told', () => {
		mkdirSync(join(cwd, '.env'));
		expect(mistakesOf({})).toEqual([
			'.env cannot be read: make it a text file that this user may read.',
		]);
	});
});

describe('slips in .env', () => {
	const write = (text: string) => writeFileSync(join(cwd, '.env'), text);

	test.each([
		['OPERATR_TOKEN', 'OPERATOR_TOKEN'],
		['SECRET_KEY', 'SECRET_KEYS'],
		['data_dirr', 'DATA_DIR'],
		['TEMPORAL_ADRESS', 'TEMPORAL_ADDRESS'],
		['TIKTOK_CLIENT_KEYY', 'TIKTOK_CLIENT_KEY'],
	])('%s is told of %s', (name, meant) => {
		write(`${name}=something\n`);
		expect(mistakesOf({}, 'client')).toEqual([
			`${name} is not a setting of 14ms: did you mean ${meant}?`,
		]);
	});

	test('names that resemble none are left alone, and so is the environment', () => {
		write('COMPOSE_PROJECT_NAME=mine\nPOST=1\nTEMPORAL_NAMESPACE=default\n');
		expect(mistakesOf({ OPERATR_TOKEN: 'of another program' })).toEqual([]);
	});
});
