"""Cities from which news is reported, in small letters."""

from __future__ import annotations

_NAMES = """
    abu dhabi, abuja, accra, addis ababa, ahmedabad, algiers, amman, amsterdam, ankara, athens, atlanta, auckland,
    baghdad, bangkok, barcelona, beijing, beirut, belgrade, bengaluru, berlin, bern, bogota, boston, brasilia,
    brisbane, brussels, bucharest, budapest, buenos aires, busan, cairo, canberra, cape town, caracas, chennai,
    chicago, colombo, copenhagen, dakar, dallas, damascus, davos, delhi, detroit, dhaka, doha, dubai, dublin,
    edinburgh, frankfurt, gaza, geneva, guangzhou, hanoi, havana, helsinki, hong kong, houston, hyderabad,
    islamabad, istanbul, jakarta, jerusalem, johannesburg, kabul, karachi, kathmandu, khartoum, kigali, kolkata,
    kuala lumpur, kyiv, lagos, lahore, lima, lisbon, london, los angeles, madrid, manila, melbourne, mexico city,
    miami, milan, minsk, montreal, moscow, mumbai, munich, nairobi, new delhi, new york, osaka, oslo, ottawa,
    paris, phnom penh, prague, pretoria, pyongyang, quito, ramallah, riyadh, rome, san francisco, santiago, sao
    paulo, seattle, seoul, shanghai, shenzhen, singapore, sofia, stockholm, strasbourg, sydney, taipei, tashkent,
    tbilisi, tehran, tel aviv, the hague, tokyo, toronto, tripoli, tunis, ulaanbaatar, united nations, vancouver,
    vienna, vientiane, warsaw, washington, washington dc, wellington, yangon, yerevan, zurich
"""

CITIES = frozenset(" ".join(_NAMES.split()).split(", "))
