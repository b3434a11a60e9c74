import type { IDataObject } from 'n8n-workflow';

/** What a collection or an answer holds; nothing for what is no object. */
export function objectOf(value: unknown): IDataObject {
	return isObject(value) ? value : {};
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
