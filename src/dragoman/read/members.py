"""What members of archives are called."""

MEMBER = "!/"  # between the archive and what is in it: news.zip!/2020/talks.txt
