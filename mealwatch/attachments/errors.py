"""What can be wrong with a photo or a paper."""

from mealwatch.kernel.errors import Invalid, NotFound, TooMany, mark


class FileEmpty(Invalid):
    code = "attachments.empty"
    says = mark("没有收到文件内容")
    remedy = mark("请重新拍照或重新选择文件")


class FileTooLarge(Invalid):
    code = "attachments.too_large"
    says = mark("文件有 {megabytes} MB，最多 {most} MB")
    remedy = mark("请用相机的小尺寸重拍，或裁剪后再选；浏览器开着脚本时照片会自动缩小")


class FileUnknown(Invalid):
    code = "attachments.unknown"
    says = mark("这个文件不是照片，也不是 PDF，或者已经损坏")
    remedy = mark("请选 JPG、PNG、WebP 照片或 PDF 文件")


class TooManyToday(TooMany):
    code = "attachments.too_many"
    says = mark("今天已经存了 {most} 张照片")
    remedy = mark("请明天再传；照片还在您的设备上")


class NoAttachment(NotFound):
    code = "attachments.none"
    says = mark("这张照片还没有传到服务器，或者不在您的管理范围内")
    remedy = mark("如果刚拍，请在拍照的设备上打开本网站，联网后会自动上传")
