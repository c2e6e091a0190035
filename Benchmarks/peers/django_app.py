"""The activities page and the notebook with Django. DATABASE and TEMPLATE say where they lie."""
import os

from django.conf import settings

settings.configure(
    DEBUG=False, ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="only for measuring", USE_I18N=False,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["DATABASE"],
                           "CONN_MAX_AGE": None, "OPTIONS": {"timeout": 30}}},
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [os.path.dirname(os.environ["TEMPLATE"])]}])

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.backends.signals import connection_created
from django.http import Http404, HttpResponse, HttpResponseForbidden
from django.template.loader import get_template
from django.urls import path

import work

app = get_wsgi_application()
page = get_template(os.path.basename(os.environ["TEMPLATE"]))
with open(os.environ["TEMPLATE"] + ".page", encoding="utf-8") as file:
    work.learn(file.read())


def settle(connection, **_):
    with connection.cursor() as cursor:
        for pragma in work.PRAGMAS:
            cursor.execute(pragma)


connection_created.connect(settle)


def activities(request):
    def query(text, values):
        with connection.cursor() as cursor:
            cursor.execute(text.replace("?", "%s"), values)
            return cursor.fetchall()
    try:
        return HttpResponse(page.render(work.activities(query, request.GET)))
    except work.Refused:
        raise Http404()


def notebook(request):
    return written(request, lambda execute: work.write_note(execute, request.POST.dict()))


def record(request):
    return written(request, lambda execute: work.record_activity(execute, dict(request.POST.lists())))


def written(request, write):
    if not work.same_origin(request.headers.get("Sec-Fetch-Site")):
        return HttpResponseForbidden()

    def execute(text, values):
        cursor.execute(text.replace("?", "%s"), values)
        return cursor
    try:
        with connection.cursor() as cursor:
            place = write(execute)
    except work.Refused:
        return HttpResponse(status=422)
    return HttpResponse(status=303, headers={"Location": place})


urlpatterns = [path("activities", activities), path("notebook", notebook), path("desk/activities/new", record)]
