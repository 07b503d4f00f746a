"""Source (nguồn): where a figure or an amount was read."""

from typing import Annotated

from pydantic import Field

from giamngheo.kinds.entry import Registered
from giamngheo.kinds.values import Day, Flag, PartialDay, Text, WebAddress


class Source(Registered):
    """Nguồn số liệu."""

    title: Annotated[Text, Field(examples=["Báo cáo kết quả rà soát năm 2026"])]
    publisher: Annotated[Text, Field(examples=["Cổng thông tin điện tử Chính phủ"])]
    url: Annotated[WebAddress | None, Field(examples=["https://chinhphu.vn/"])] = None
    published: PartialDay | None = None
    accessed: Day | None = None
    document_no: Text | None = None
    official: Flag = False
    note: Text | None = None
