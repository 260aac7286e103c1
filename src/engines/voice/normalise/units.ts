export interface Unit {
  one: string;
  many: string;
  /** `une heure`: the number before it takes the feminine. */
  feminine?: boolean;
}

export interface UnitTable {
  names: Readonly<Record<string, Unit>>;
  /** Signs that take an SI prefix, separated by spaces. */
  prefixed: string;
  prefixes: Readonly<Record<string, string>>;
  /** `kilometers per hour`. */
  per: string;
  /** `square meter`, `mètre carré`. */
  power(unit: Unit, exponent: 2 | 3): Unit;
}

/** `{ mi: 'mile miles' }` → units; a leading `+` marks a feminine one. `_` stands for a space inside a name. */
export function namedUnits(entries: Readonly<Record<string, string>>): Record<string, Unit> {
  const units: Record<string, Unit> = {};
  for (const [sign, entry] of Object.entries(entries)) {
    const feminine = entry.startsWith('+');
    const [one = '', many = one] = entry
      .replace('+', '')
      .split(' ')
      .map((name) => name.replaceAll('_', ' '));
    units[sign] = { one, many, feminine };
  }
  return units;
}

/** The unit a sign stands for: `km`, `m/s²`, `kWh`, `g/cm3`. Case counts: `m` is not `M`. */
export function findUnit(sign: string, table: UnitTable): Unit | undefined {
  if (Object.hasOwn(table.names, sign)) return table.names[sign];
  const slash = sign.indexOf('/');
  if (slash > 0) {
    const above = findUnit(sign.slice(0, slash), table);
    const below = findUnit(sign.slice(slash + 1), table);
    if (!above || !below) return undefined;
    const per = ` ${table.per} ${below.one}`;
    return { one: above.one + per, many: above.many + per, feminine: above.feminine };
  }
  const power = /^(\p{L}+)([²³23])$/u.exec(sign);
  if (power?.[1]) {
    const unit = findUnit(power[1], table);
    return unit && table.power(unit, power[2] === '²' || power[2] === '2' ? 2 : 3);
  }
  const prefix = table.prefixes[sign.slice(0, 1)];
  const base = sign.slice(1);
  const unit = table.names[base];
  if (prefix === undefined || !unit || !table.prefixed.split(' ').includes(base)) return undefined;
  return { one: prefix + unit.one, many: prefix + unit.many, feminine: unit.feminine };
}
