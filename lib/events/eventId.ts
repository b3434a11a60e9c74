/** An event's public id, for ever the same. */
export function eventId(number: number): string {
	return `evt_${number}`;
}

export function numberOfEvent(id: string): number {
	return Number(id.replace('evt_', ''));
}
