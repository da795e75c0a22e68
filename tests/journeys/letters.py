# SPDX-License-Identifier: GPL-3.0-or-later
"""From a request to the introduction letter in the window: by SMTP to a server that Python's email reads, as a file, from the
programme's own template, and after a refusal put right."""
import email
import email.policy
import json
import os
import pathlib
import re
import urllib.parse

import journey
import mail_server
import portal
from journey import ask, cli
from portal import more

state = {}


def two_people_without_a_mail_account(app):
    for given, family, role, extra in (('Marta', 'Kovač', 'mentee', ()), ('순자', '배', 'mentor', ('--capacity', 2))):
        done = cli('member', 'add', f'given_name={given}', f'family_name={family}', f'email={role}@example.org', 'phone=+44 113 496 0000')
        assert done.returncode == 0, done.stderr
        number = next(m['number'] for m in ask('members') if given in m['name'])
        state[role] = number
        done = cli('enrol', number, '--role', role, *extra)
        assert done.returncode == 0, done.stderr


def i18_a_request_drafts_a_letter(app):
    done = cli('request', 'send', state['mentee'], state['mentor'], '--area', 'career', '--by', 'mentee')
    assert done.returncode == 0, done.stderr
    app.start()
    app.go('outbox')
    app.says('To 배순자: Marta Kovač asks for your guidance')
    app.says('Dear 순자,')
    app.says('Outbox, 1 waits for you')
    app.check_names()
    app.picture('outbox')


def it_is_handed_to_the_mail_program(app):
    (app.home / 'mailer').write_text(f'#!/bin/sh\nprintf %s "$1" >{app.home}/mailto.new\nmv {app.home}/mailto.new {app.home}/mailto\n', encoding='utf-8')
    (app.home / 'mailer').chmod(0o700)
    (app.home / 'data/applications').mkdir(exist_ok=True)
    (app.home / 'data/applications/mailer.desktop').write_text(
        f'[Desktop Entry]\nType=Application\nName=Mailer\nExec={app.home}/mailer %u\nMimeType=x-scheme-handler/mailto;\n', encoding='utf-8')
    (app.home / 'config/mimeapps.list').write_text('[Default Applications]\nx-scheme-handler/mailto=mailer.desktop\n', encoding='utf-8')
    more(app, 'Open in Mail Program')
    app.says('When you have sent it, choose “I Have Sent It”')
    app.wait(lambda: (app.home / 'mailto').exists(), 'the mail program to be called')
    parts = urllib.parse.urlsplit((app.home / 'mailto').read_text(encoding='utf-8'))
    words = urllib.parse.parse_qs(parts.query)
    assert parts.scheme == 'mailto' and parts.path == 'mentor@example.org', parts
    assert words['subject'] == ['Marta Kovač asks for your guidance'] and 'Dear 순자,' in words['body'][0], words


def or_through_the_portal_where_there_is_one(app):
    (app.home / 'mailto').unlink()
    app.gone(name=re.compile('^When you have sent it'))
    process, given = portal.start(app, 'declined')
    more(app, 'Open in Mail Program')
    app.wait(given.exists, 'the portal to be asked')
    portal.stop(process)
    process, given = portal.start(app, 'good')
    more(app, 'Open in Mail Program')
    app.says('^When you have sent it, choose “I Have Sent It”$')
    letter = json.loads(given.read_text(encoding='utf-8'))
    assert letter['address'] == 'mentor@example.org' and letter['subject'] == 'Marta Kovač asks for your guidance', letter
    assert 'Dear 순자,' in letter['body'] and letter['files'] == [], letter
    assert not (app.home / 'mailto').exists(), 'the letter went into the arguments of a program'
    portal.stop(process)


def or_saved_as_a_file_without_an_account(app):
    path = app.home / 'by-hand.eml'
    more(app, 'Save as File…')
    app.choose_file('Save Letter', path)
    app.says('Letter saved as a file')
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert message['Subject'] == 'Marta Kovač asks for your guidance', message['Subject']
    assert message['To'] == '배순자 <mentor@example.org>' and message['From'] is None and message['X-Unsent'] == '1', message.items()
    assert 'Dear 순자,' in message.get_content(), message.get_content()
    assert path.stat().st_mode & 0o777 == journey.saved_mode(), oct(path.stat().st_mode)
    state['server'], state['folder'] = mail_server.start(app, 'good')


def it_is_sent_and_arrives_as_it_was_written(app):
    app.press('Send')
    app.says('1 letter sent')
    app.wait(lambda: mail_server.letters_of(state['folder']), 'the letter to arrive')
    (facts,) = mail_server.letters_of(state['folder']).values()
    assert facts['subject'] == 'Marta Kovač asks for your guidance', facts
    assert facts['to'] == '배순자 <mentor@example.org>', facts
    assert facts['from'] == 'Büro <office@example.org>', facts
    assert 'for guidance in IEEE Mentoring' in facts['body'], facts
    assert not facts['defects'], facts
    # what has held the password leaves no core
    limits = pathlib.Path(f'/proc/{app.process.pid}/limits').read_text(encoding='utf-8')
    assert re.search(r'Max core file size +1 +1 ', limits), limits
    app.find(name='Outbox')
    app.press('Sent 1')
    app.says('To 배순자: .*Sent')
    app.picture('outbox-sent')


def s16_acceptance_introduces_the_two(app):
    request = str(ask('requests')[0]['number'])
    done = cli('request', 'accept', request, '--comment', 'Gladly')
    assert done.returncode == 0, done.stderr
    app.press('Drafts 2')
    app.says('To Marta Kovač: 배순자 and you: how to begin')
    drafts = ask('outbox', 'list', '--state', 'draft')
    path = pathlib.Path(os.environ['HOME']) / 'letter.eml'
    done = cli('outbox', 'eml', str(next(d['number'] for d in drafts if d['to'] == 'Marta Kovač')), str(path))
    assert done.returncode == 0, done.stderr
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert message['Subject'] == '배순자 and you: how to begin', message['Subject']
    assert 'E-mail: mentor@example.org' in message.get_content(), message.get_content()
    app.press('Send 2…')
    app.says('Send 2 Letters?')
    app.check_names()
    app.picture('outbox-question')
    app.press(re.compile('^Send'), within=app.window('Send 2 Letters?'))
    app.says('2 letters sent')
    there = mail_server.letters_of(state['folder'])
    assert len(there) == 3, there.keys()
    to_mentor = next(f for f in there.values() if f['envelope_to'] == ['mentor@example.org'] and 'begin' in f['subject'])
    assert 'E-mail: mentee@example.org' in to_mentor['body'] and 'Gladly' in to_mentor['body'], to_mentor


def letters_are_in_the_history_of_the_member_and_of_the_partnership(app):
    app.go(f'members/{state["mentor"]}')
    app.says('^Letter “Marta Kovač and you: how to begin”, Sent · .* · to 배순자$')
    app.check_names()
    app.picture('letters-member')
    app.go(f'partnership/{ask("partnerships")[0]["number"]}')
    app.press('Letters', role=('toggle', 'button'))
    app.says('^Letter “배순자 and you: how to begin”, Sent · .* · to Marta Kovač$')
    app.says('^Letter “Marta Kovač asks for your guidance”, Sent · ')
    app.check_names()
    app.picture('letters-partnership')
    app.point(app.says('^Letter “Marta Kovač asks for your guidance”'))
    app.says('^Dear 순자,')
    app.find(('button', 'toggle'), 'Sent 3', state='pressed')


def a_refused_letter_is_put_right_and_sent(app):
    """From the programme's own template."""
    state['server'].terminate()
    state['server'].wait()
    state['server'], folder = mail_server.start(app, 'refuse-reader')
    template = pathlib.Path(os.environ['HOME']) / 'ending.txt'
    template.write_text('Thank you, {to.short_name}\n\nIt was good to have you in {programme}.\n', encoding='utf-8')
    assert cli('template', 'set', 'ending', str(template)).returncode == 0
    assert cli('member', 'set', state['mentor'], 'email=sofia@example.org').returncode == 0
    partnership = str(ask('partnerships')[0]['number'])
    done = cli('partnership', 'end', partnership, '--reason', 'goals-met')
    assert done.returncode == 0, done.stderr
    app.press('Drafts 2')
    app.says('To 배순자: Thank you, 순자')
    app.press('Send 2…')
    app.press(re.compile('^Send'), within=app.window('Send 2 Letters?'))
    app.says('^1 letter sent · 1 failed$')
    app.press('Problems 1')
    app.says('550 5.1.1 <b>No such user</b> here')
    app.picture('outbox-problem')
    app.press('Edit…')
    app.find(name='Edit Letter')
    app.check_names()
    app.fill('E-mail', 'mentor@example.org')
    app.picture('outbox-edit')
    app.press('Save')
    app.says('Letter changed')
    app.press('Send Again')
    app.says('1 letter sent')
    there = mail_server.letters_of(folder)
    assert sorted(f['envelope_to'][0] for f in there.values()) == ['mentee@example.org', 'mentor@example.org'], there
    assert all('It was good to have you in IEEE Mentoring.' in f['body'] for f in there.values()), there


def what_may_have_been_sent_is_settled_by_a_person(app):
    state['server'].terminate()
    state['server'].wait()
    state['server'], folder = mail_server.start(app, 'drop-after')
    done = cli('request', 'send', state['mentee'], state['mentor'], '--area', 'career', '--by', 'mentee')
    assert done.returncode == 0, done.stderr
    app.press('Drafts 1')
    app.says('To 배순자: Marta Kovač asks for your guidance.*Draft')
    app.press('Send')
    app.press('Problems 1')
    app.says('To 배순자: .*May have been sent')
    app.says('Outbox, 1 waits for you')
    app.press('Send Again')
    app.says('^This letter may have arrived already')
    app.press(re.compile('^Cancel'), within=app.window('Send Again?'))
    more(app, 'I Have Sent It')
    app.says('^Noted as sent$')
    app.says('^No Problems$')
    assert len(mail_server.letters_of(folder)) == 1
    state['server'].terminate()
    state['server'].wait()
    state['server'], state['folder'] = mail_server.start(app, 'busy')


def the_account_can_be_tried(app):
    app.point(app.find(('button', 'toggle'), 'More for Letters'))
    app.press('Mail Account…')
    app.find(name='Mail Account')
    app.check_names()
    app.press('Test')
    app.says('The server can be reached')
    server = app.find('text', 'Server')
    server.text = 'smtp.office365.com'
    app.says('OAuth')
    app.says('Open in Mail Program')
    app.picture('outbox-account')
    app.key('Escape')


def rule(key):
    return json.loads(next(r for r in ask('programme', 'show') if r['key'] == key)['value'])


def choose_long(app, name, text):
    """The first that begins with the text, from a list that can be searched."""
    app.point(app.find(('button', 'toggle'), re.compile(f'^{name}: ')))
    app.fill(name, text)
    app.key('Return')
    app.find(('button', 'toggle'), re.compile(f'^{name}: {text}'))


def a_template_is_edited_with_what_it_makes(app):
    for words in (('member', 'add', 'given_name=Ewa', 'family_name=Dudek', 'email=ewa@example.org'), ('enrol', '--role', 'mentee', 'Ewa'),
                  ('request', 'send', 'Ewa', state['mentor'], '--area', 'career', '--by', 'mentee')):
        done = cli(*words)
        assert done.returncode == 0, done.stderr
    app.point(app.find(('button', 'toggle'), 'More for Letters'))
    app.press('Templates of Letters…')
    app.find(name=re.compile('^Ewa Dudek asks for your guidance\n'), within=app.window('Templates of Letters'))
    app.check_names()
    app.picture('outbox-template')
    app.find('switch', 'Goes Out Unseen').act()
    app.wait(lambda: rule('automatic_letters') == ['request'], 'the rule')
    # not drafted at all, and again
    app.find('switch', 'Drafted When It Is Called For', state='checked').act()
    app.wait(lambda: 'request' not in rule('letters') and 'reminder' in rule('letters'), 'no drafts of requests')
    app.wait(lambda: 'sensitive' not in app.find('switch', 'Goes Out Unseen').states, 'what is not drafted not to go out')
    app.picture('outbox-template-off')
    app.find('switch', 'Drafted When It Is Called For').act()
    app.wait(lambda: 'request' in rule('letters'), 'drafts of requests again')
    # about another person, and in another language, which begins with ours
    choose_long(app, 'Whom the preview is about', 'Marta')
    app.find(name=re.compile('^Marta Kovač asks for your guidance\n'), within=app.window('Templates of Letters'))
    choose_long(app, 'Language', 'German')
    app.fill('Template', 'Guten Tag {to.short_name}\n\n{other.name} bittet um Rat.')
    app.says('^Guten Tag 순자\n\nMarta Kovač bittet um Rat.')
    app.picture('outbox-template-language')
    choose_long(app, 'Language', 'English')
    app.find(name=re.compile('^Marta Kovač asks for your guidance\n'), within=app.window('Templates of Letters'))
    app.fill('Template', 'Hello {nobody}\n\nText')
    app.says('Line 1 of the letter: there is nothing called “{nobody}”')
    app.fill('Template', 'Hello {to.short_name}\n\nText')
    app.says('Hello 순자')
    app.press('Save')
    app.says('Template kept')
    assert 'Hello {to.short_name}' in cli('template', 'show', 'request').stdout
    app.quit()
    state['server'].terminate()
    state['server'].wait()
    done = cli('verify')
    assert done.returncode == 0, done.stdout


journey.main(two_people_without_a_mail_account, i18_a_request_drafts_a_letter, it_is_handed_to_the_mail_program,
             or_through_the_portal_where_there_is_one, or_saved_as_a_file_without_an_account, it_is_sent_and_arrives_as_it_was_written,
             s16_acceptance_introduces_the_two,
             letters_are_in_the_history_of_the_member_and_of_the_partnership, a_refused_letter_is_put_right_and_sent,
             what_may_have_been_sent_is_settled_by_a_person, the_account_can_be_tried,
             a_template_is_edited_with_what_it_makes)
