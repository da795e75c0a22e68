#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Says as JSON what another program reads in an invitation: in a calendar, or in the letter that it comes with.

usage: read-ics.py FILE. Times are judged by the time zones that the file brings along, and by no others.
"""
import email
import email.policy
import json
import sys

from icalendar import Calendar

with open(sys.argv[1], 'rb') as file:
    content = file.read()
facts = {}
if not content.startswith(b'BEGIN:VCALENDAR'):
    message = email.message_from_bytes(content, policy=email.policy.default)
    part = next(part for part in message.walk() if part.get_content_type() == 'text/calendar')
    facts['parameters'] = dict(part['Content-Type'].params)
    facts['name'] = part.get_filename()
    facts['defects'] = [str(defect) for part in message.walk() for defect in part.defects]
    content = part.get_payload(decode=True)
assert all(len(line) <= 75 for line in content.split(b'\r\n')), 'lines are folded'
assert b'\n' not in content.replace(b'\r\n', b''), 'lines end in CRLF'
calendar = Calendar.from_ical(content)
event = next(iter(calendar.walk('VEVENT')))
zones = {str(zone['TZID']): zone.to_tz() for zone in calendar.walk('VTIMEZONE')}


def instant(name):
    zone = event[name].params.get('TZID')
    time = event[name].dt
    return int((zones[zone].localize(time.replace(tzinfo=None)) if zone else time).timestamp())


people = event.get('ATTENDEE', [])
facts.update({
    'method': str(calendar['METHOD']), 'uid': str(event['UID']), 'starts': instant('DTSTART'), 'ends': instant('DTEND'),
    'local': event['DTSTART'].dt.strftime('%H:%M'), 'zone': str(event['DTSTART'].params.get('TZID', 'UTC')), 'zones': sorted(zones),
    'summary': str(event['SUMMARY']), 'description': str(event.get('DESCRIPTION', '')), 'place': str(event.get('LOCATION', '')),
    'organiser': str(event.get('ORGANIZER', '')), 'people': [[str(one), str(one.params['CN'])] for one in (people if isinstance(people, list) else [people])],
})
print(json.dumps(facts))
