"""The activities page and the notebook with Flask, Jinja and sqlite3. DATABASE and TEMPLATE say where they lie."""
import os
import sqlite3
import threading

from flask import Flask, abort, redirect, request

import work

app = Flask(__name__)
app.jinja_env.keep_trailing_newline = True
app.jinja_env.autoescape = True
with open(os.environ["TEMPLATE"], encoding="utf-8") as file:
    page = app.jinja_env.from_string(file.read())
with open(os.environ["TEMPLATE"] + ".page", encoding="utf-8") as file:
    work.learn(file.read())
local = threading.local()


def connection():
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(os.environ["DATABASE"], timeout=30, isolation_level=None)
        for pragma in work.PRAGMAS:
            local.connection.execute(pragma)
    return local.connection


@app.get("/activities")
def activities():
    try:
        found = work.activities(lambda text, values: connection().execute(text, values).fetchall(), request.args)
    except work.Refused:
        abort(404)
    return page.render(found)


@app.post("/notebook")
def notebook():
    if not work.same_origin(request.headers.get("Sec-Fetch-Site")):
        abort(403)
    try:
        return redirect(work.write_note(connection().execute, request.form), 303)
    except work.Refused:
        abort(422)


@app.post("/desk/activities/new")
def record():
    if not work.same_origin(request.headers.get("Sec-Fetch-Site")):
        abort(403)
    try:
        return redirect(work.record_activity(connection().execute, request.form.to_dict(flat=False)), 303)
    except work.Refused:
        abort(422)
